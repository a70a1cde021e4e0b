package io.novacron.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmIdTest {
  static Stream<String> badNames() {
    return Stream.of(
        "",
        "-",
        "-a",
        "a-",
        "A",
        "a b",
        "a/b",
        "../a",
        ".",
        "a.b",
        "a_b",
        "a\n",
        "a\0",
        "ä",
        "a".repeat(64),
        "a".repeat(10_000),
        "a/".repeat(5_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "web-1", "a--b", "9-lives"})
  void aDnsLabelNamesAVm(String name) {
    assertThat(new VmId(name)).hasToString(name);
    assertThat(new VmId("a".repeat(63)).value()).hasSize(63);
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void nothingElseDoes(String name) {
    assertThat(VmId.isValid(name)).isFalse();
    assertThatThrownBy(() -> new VmId(name))
        .isInstanceOfSatisfying(
            InvalidSpecException.class,
            e -> {
              assertThat(e.violations())
                  .extracting(InvalidSpecException.Violation::field)
                  .containsExactly("name");
              assertThat(e.getMessage()).hasSizeLessThan(300);
            });
  }

  @Test
  void namesAreOrderedAsText() {
    assertThat(new VmId("a")).isLessThan(new VmId("b"));
  }

  @Test
  void anOperationNamesItsVm() {
    assertThat(Operation.vmOf(Operation.id(new VmId("web-1"), 7))).contains(new VmId("web-1"));
    assertThat(Operation.vmOf("7")).isEmpty();
    assertThat(Operation.vmOf(".7")).isEmpty();
    assertThat(Operation.vmOf("NOT A NAME.7")).isEmpty();
  }

  @Test
  void aTokenIsReadAsItIsWritten() {
    var token = new Token(1, 2);
    assertThat(Token.parse(token.toString())).isEqualTo(token);
    assertThat(token).isLessThan(new Token(1, 3)).isLessThan(new Token(2, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", ".", "1.", "1.x", "-1.2", "1.-2", "1.2.3"})
  void nonsenseIsNoToken(String text) {
    assertThatThrownBy(() -> Token.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
