package io.novacron.api;

/**
 * What was asked, for advice that fits.
 *
 * @param route method and path template, such as {@code POST /v1/vms/{}:start}
 * @param subject name in the path; empty without one
 * @param requestId under which a fault is logged
 */
public record Asked(String route, String subject, String requestId) {}
