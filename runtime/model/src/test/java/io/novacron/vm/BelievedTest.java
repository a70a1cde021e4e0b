package io.novacron.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BelievedTest {
  private static final Token TOKEN = new Token(0, 2);

  private static boolean agrees(String state, Observed guest) {
    return new Believed(TOKEN, state).agreesWith(guest);
  }

  @Test
  void agreesWithAGuestThatIsAsItsVm() {
    assertThat(agrees("running", new Observed(TOKEN, true))).isTrue();
    assertThat(agrees("paused", new Observed(TOKEN, false))).isTrue();
  }

  @Test
  void disagreesWithAnyOther() {
    assertThat(agrees("running", new Observed(TOKEN, false))).isFalse();
    assertThat(agrees("paused", new Observed(TOKEN, true))).isFalse();
    assertThat(agrees("running", new Observed(new Token(0, 3), true))).isFalse();
    assertThat(agrees("starting", new Observed(TOKEN, true))).isFalse();
    assertThat(agrees("migrating", new Observed(TOKEN, true))).isFalse();
  }
}
