package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.init.Reports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointReportsTest {
  private final List<String> said = new ArrayList<>();
  private final JointReports joint =
      new JointReports(
          new Reports() {
            @Override
            public void lost(String reason) {
              said.add("lost: " + reason);
            }

            @Override
            public void ailing(String reason) {
              said.add(reason);
            }

            @Override
            public void well() {
              said.add("well");
            }
          });

  @Test
  void theWholeIsWellWhenEachOfItIs() {
    Reports a = joint.of("a");
    Reports b = joint.of("b");
    b.ailing("b limps");
    a.ailing("a coughs");
    b.well();
    a.well();
    assertThat(said).containsExactly("b limps", "a coughs; b limps", "a coughs", "well");
  }

  @Test
  void whatIsLostIsSaidAtOnce() {
    joint.of("a").lost("gone");
    assertThat(said).containsExactly("lost: gone");
  }
}
