package io.novacron.api.rest;

import com.fasterxml.jackson.databind.node.NullNode;
import io.novacron.api.ProblemException;
import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.LabelsRequest;
import io.novacron.control.Findings;
import io.novacron.control.SpecJson;
import io.novacron.vm.InvalidSpecException;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A VM that is asked for, checked as a whole: every violation is told at once. */
record NewVm(VmId name, VmSpec spec, Map<String, String> labels) {
  private static final int MAX_LABELS = 64;
  private static final int MAX_VALUE = 256;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");

  /** Throws {@link InvalidSpecException}; fields of the spec are named as if it stood alone. */
  static NewVm of(CreateVm asked) {
    var findings = new Findings();
    var name = findings.attempt(() -> name(asked.name()));
    var spec = findings.attempt(() -> SpecJson.read(asked.spec() == null ? none() : asked.spec()));
    check(asked.labels(), findings);
    findings.done();
    return new NewVm(name.orElseThrow(), spec.orElseThrow(), asked.labels());
  }

  /** The labels that a VM is to have from now on. */
  static Map<String, String> labels(LabelsRequest asked) {
    Map<String, String> labels = asked.labels();
    if (labels == null) {
      throw ProblemException.field("labels", "is missing");
    }
    var findings = new Findings();
    check(labels, findings);
    findings.done();
    return labels;
  }

  private static VmId name(@Nullable String name) {
    if (name == null) {
      throw new InvalidSpecException("name", "is missing");
    }
    return new VmId(name);
  }

  private static NullNode none() {
    return NullNode.getInstance();
  }

  private static void check(Map<String, String> labels, Findings findings) {
    if (labels.size() > MAX_LABELS) {
      findings.add("labels", "at most " + MAX_LABELS + ", got " + labels.size());
    }
    labels.forEach((key, value) -> check(key, value, findings));
  }

  private static void check(String key, @Nullable String value, Findings findings) {
    String field = "labels." + Text.shorten(key);
    if (!KEY.matcher(key).matches()) {
      findings.add(
          field, "a key has 1 to 63 letters, digits and . _ / -, beginning with a letter or digit");
    }
    if (value == null || value.length() > MAX_VALUE || value.chars().anyMatch(c -> c < ' ')) {
      findings.add(field, "a value is text of at most " + MAX_VALUE + " characters in one line");
    }
  }
}
