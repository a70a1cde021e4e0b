package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventFormatTest {
  sealed interface Shape {
    record Dot() implements Shape {}

    sealed interface Round extends Shape {}

    record Circle(Name name, int radiusMillimetres) implements Round {}
  }

  record Name(String value) {
    Name {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("a name is not empty");
      }
    }

    boolean isLong() {
      return value.length() > 10;
    }

    String getLoud() {
      return value + "!";
    }
  }

  enum Colour {
    RED
  }

  record Drawn(
      Name name,
      Optional<Shape> shape,
      List<Shape> others,
      Map<String, Colour> colours,
      @Nullable String remark,
      long count,
      Duration took,
      Instant at) {}

  record Erased(String why) {}

  private static final Map<String, Class<? extends Shape>> SHAPES =
      Map.of("dot", Shape.Dot.class, "circle", Shape.Circle.class);
  private static final EventFormat FORMAT =
      EventFormat.builder()
          .event("shape.drawn", Drawn.class)
          .event("shape.erased", Erased.class)
          .union(Shape.class, SHAPES)
          .build();

  private static final Drawn DRAWN =
      new Drawn(
          new Name("n"),
          Optional.of(new Shape.Circle(new Name("c"), 3)),
          List.of(new Shape.Dot(), new Shape.Circle(new Name("d"), 4)),
          Map.of("b", Colour.RED, "a", Colour.RED),
          null,
          Long.MAX_VALUE,
          Duration.ofNanos(1_000_000_001),
          Instant.parse("2026-11-25T12:00:00.123456789Z"));

  @Test
  void whatIsWrittenIsReadBack() {
    var read = (Drawn) FORMAT.fromBytes(FORMAT.toBytes(DRAWN), "shape.drawn:1");
    assertThat(read).usingRecursiveComparison().isEqualTo(DRAWN);
  }

  @Test
  void optionalsUnionsAndTimesReadLikeAnApiInJson() {
    assertThat(FORMAT.toJson(DRAWN))
        .hasToString(
            "{\"name\":{\"value\":\"n\"},"
                + "\"shape\":{\"type\":\"circle\",\"name\":{\"value\":\"c\"},\"radiusMillimetres\":3},"
                + "\"others\":[{\"type\":\"dot\"},"
                + "{\"type\":\"circle\",\"name\":{\"value\":\"d\"},\"radiusMillimetres\":4}],"
                + "\"colours\":{\"a\":\"RED\",\"b\":\"RED\"},\"remark\":null,"
                + "\"count\":9223372036854775807,\"took\":\"PT1.000000001S\","
                + "\"at\":\"2026-11-25T12:00:00.123456789Z\"}");
  }

  @Test
  void noClassNameIsInTheBytes() {
    assertThat(new String(FORMAT.toBytes(DRAWN), StandardCharsets.ISO_8859_1))
        .doesNotContain("Drawn", "Circle", "novacron")
        .doesNotContain("long", "loud");
  }

  @Test
  void anUnknownKindIsRefusedByNameAndWithARemedy() {
    assertThatThrownBy(() -> FORMAT.fromBytes(new byte[0], "shape.melted:1"))
        .isInstanceOf(UnknownEventException.class)
        .hasMessageContaining("'shape.melted:1'")
        .hasMessageContaining("Run the version that wrote it");
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    assertThatThrownBy(() -> FORMAT.fromBytes(new byte[0], "shape.drawn:2"))
        .isInstanceOf(UnknownEventException.class)
        .hasMessageContaining("it reads versions 1 to 1");
  }

  @Test
  void aManifestWithoutAVersionIsRefused() {
    for (String manifest : List.of("shape.drawn", "shape.drawn:x", "shape.drawn:0", "", ":1")) {
      assertThatThrownBy(() -> FORMAT.fromBytes(new byte[0], manifest))
          .isInstanceOf(UnknownEventException.class);
    }
  }

  @Test
  void bytesThatAreSomethingElseAreRefused() {
    byte[] erased = FORMAT.toBytes(new Erased("why"));
    assertThatThrownBy(() -> FORMAT.fromBytes(erased, "shape.drawn:1"))
        .isInstanceOf(UnreadableJournalException.class)
        .hasMessageContaining("'shape.drawn:1'");
  }

  @Test
  void aFieldThatTheVersionDoesNotHaveIsRefused() {
    record Old(String why, int extra) {}
    var other = EventFormat.builder().event("shape.erased", Old.class).build();
    assertThatThrownBy(() -> FORMAT.fromBytes(other.toBytes(new Old("w", 1)), "shape.erased:1"))
        .isInstanceOf(UnreadableJournalException.class);
  }

  @Test
  void aMissingFieldIsRefused() {
    record Old() {}
    var other = EventFormat.builder().event("shape.erased", Old.class).build();
    assertThatThrownBy(() -> FORMAT.fromBytes(other.toBytes(new Old()), "shape.erased:1"))
        .isInstanceOf(UnreadableJournalException.class);
  }

  @Test
  void anOldVersionIsBroughtToTodaysShapeStepByStep() {
    record V1(String reason) {}
    record V3(String why, int times, boolean sure) {}
    var then = EventFormat.builder().event("shape.erased", V1.class).build();
    Upcaster renames =
        old -> {
          var node = (ObjectNode) old.deepCopy().set("why", old.get("reason"));
          node.remove("reason");
          return node.put("times", 1);
        };
    Upcaster adds = old -> old.put("sure", false);
    var now = EventFormat.builder().event("shape.erased", V3.class, renames, adds).build();
    assertThat(now.fromBytes(then.toBytes(new V1("rain")), "shape.erased:1"))
        .isEqualTo(new V3("rain", 1, false));
    assertThat(now.typeOf(new V3("", 0, true)).manifest()).isEqualTo("shape.erased:3");
  }

  @Test
  void aTypeWithoutANameIsNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.toBytes("text"))
        .withMessageContaining("add it to the EventFormat");
  }

  @Test
  void namesAreUniqueAndPlain() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EventFormat.builder().event("a", Drawn.class).event("a", Erased.class).build());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EventFormat.builder().event("a", Drawn.class).event("b", Drawn.class).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFormat.builder().event("Vm:1", Drawn.class));
  }

  @Test
  void aUnionNamesEveryCase() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFormat.builder().union(Shape.class, Map.of("dot", Shape.Dot.class)))
        .withMessageContaining("Circle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFormat.builder().union(Runnable.class, Map.of()))
        .withMessageContaining("not sealed");
  }

  @Test
  void formatsOfSeveralOwnersAreJoined() {
    var joined =
        EventFormat.builder()
            .event("shape.drawn", Drawn.class)
            .and(EventFormat.builder().event("shape.erased", Erased.class))
            .and(EventFormat.builder().union(Shape.class, SHAPES))
            .build();
    assertThat(joined.types())
        .extracting(EventType::manifest)
        .containsExactly("shape.drawn:1", "shape.erased:1");
    assertThat(joined.toBytes(DRAWN)).isEqualTo(FORMAT.toBytes(DRAWN));
  }
}
