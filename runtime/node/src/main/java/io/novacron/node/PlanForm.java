package io.novacron.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.init.BootPlan;
import io.novacron.init.BootPlan.Slot;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Ways to print a plan, named as the option {@code -o} names them. */
enum PlanForm {
  /** For people. */
  table {
    @Override
    String text(BootPlan plan) {
      return plan.slots().stream().map(PlanForm::line).collect(Collectors.joining("\n"))
          + String.format(
              Locale.ROOT,
              "%n%d components, up to %d at a time; expected %.2f s, one by one %.2f s; critical"
                  + " path: %s",
              plan.slots().size(),
              plan.width(),
              plan.totalNanos() / SECOND,
              work(plan),
              String.join(" > ", plan.criticalPath()));
    }
  },

  /** One object. */
  json {
    @Override
    String text(BootPlan plan) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("order", plan.slots().stream().map(slot -> slot.spec().name()).toList());
      all.put("width", plan.width());
      all.put("totalSeconds", plan.totalNanos() / SECOND);
      all.put("sequentialSeconds", work(plan));
      all.put("criticalPath", plan.criticalPath());
      all.put("slots", plan.slots().stream().map(PlanForm::object).toList());
      try {
        return JSON.writeValueAsString(all);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  };

  private static final double SECOND = 1e9;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The text of {@code plan}, without a line break at its end. */
  abstract String text(BootPlan plan);

  private static double work(BootPlan plan) {
    return plan.slots().stream().mapToLong(s -> s.endNanos() - s.beginNanos()).sum() / SECOND;
  }

  private static String line(Slot slot) {
    String needs = slot.spec().needs().isEmpty() ? "-" : String.join(", ", slot.spec().needs());
    return String.format(
        Locale.ROOT,
        "%-9s %-16s %-9s %8.3f s to %8.3f s  after %s",
        slot.spec().phase().title(),
        slot.spec().name(),
        slot.spec().criticality().name().toLowerCase(Locale.ROOT),
        slot.beginNanos() / SECOND,
        slot.endNanos() / SECOND,
        needs);
  }

  private static Map<String, Object> object(Slot slot) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", slot.spec().name());
    object.put("phase", slot.spec().phase().title());
    object.put("criticality", slot.spec().criticality().name().toLowerCase(Locale.ROOT));
    object.put("needs", slot.spec().needs());
    object.put("beginSeconds", slot.beginNanos() / SECOND);
    object.put("endSeconds", slot.endNanos() / SECOND);
    return object;
  }
}
