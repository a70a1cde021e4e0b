package io.novacron.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ways to print findings, named as the option {@code -o} names them. */
public enum ReportForm {
  /** For people: a line for each finding, its remedy below, the sum at the end. */
  table {
    @Override
    public String text(List<Finding> findings) {
      var text = new StringBuilder();
      for (Finding finding : findings) {
        text.append(
            String.format("%-17s %-8s %s%n", finding.check(), word(finding), finding.measured()));
        if (!finding.remedy().isEmpty()) {
          text.append(String.format("%-26s -> %s%n", "", finding.remedy()));
        }
      }
      return text.append(sum(findings)).toString();
    }
  },

  /** One object: {@code wouldStart} and {@code findings}. */
  json {
    @Override
    public String text(List<Finding> findings) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("wouldStart", wouldStart(findings));
      document.put("findings", findings.stream().map(ReportForm::object).toList());
      try {
        return JSON.writeValueAsString(document);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  };

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The text of {@code findings}, without a line break at its end. */
  public abstract String text(List<Finding> findings);

  private static boolean wouldStart(List<Finding> findings) {
    return findings.stream().allMatch(Finding::allowsStart);
  }

  private static String word(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("check", finding.check());
    object.put("state", word(finding));
    object.put("measured", finding.measured());
    object.put("remedy", finding.remedy());
    return object;
  }

  private static String sum(List<Finding> findings) {
    long faults = count(findings, Level.FAULT);
    long warnings = count(findings, Level.WARNING);
    return (faults == 0 ? "A node would start here" : "A node would not start here")
        + (": " + faults + " faults, " + warnings + " warnings.");
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
