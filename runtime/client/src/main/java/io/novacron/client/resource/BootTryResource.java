package io.novacron.client.resource;

/** An attempt to start a component that has ended, in seconds since the boot began. */
public record BootTryResource(double beginSeconds, double endSeconds) {}
