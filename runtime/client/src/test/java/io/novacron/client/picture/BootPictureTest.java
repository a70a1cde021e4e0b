package io.novacron.client.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.BootTryResource;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class BootPictureTest {
  private static final double PIXEL = 0.02;

  private static BootComponentResource component(
      String name,
      @Nullable Double free,
      @Nullable Double begin,
      @Nullable Double end,
      double work,
      BootTryResource... tries) {
    return new BootComponentResource(
        name,
        "core",
        "critical",
        List.of(),
        end == null ? "starting" : "up",
        free,
        begin,
        end,
        work,
        Math.max(1, tries.length),
        tries.length > 1 ? "refused" : "",
        List.of(tries),
        "",
        "",
        null,
        null);
  }

  private static BootTryResource attempt(double begin, double end) {
    return new BootTryResource(begin, end);
  }

  private static BootResource boot(double total, BootComponentResource... components) {
    return new BootResource(
        "n1", total, 3, 2, 0, List.of("database", "api"), List.of(), List.of(components));
  }

  /** Four seconds wide, so that a second is a quarter of the bars. */
  private static final BootResource BOOT =
      boot(
          4,
          component("database", 0.0, 0.0, 1.0, 1, attempt(0, 1)),
          component("cache", 0.0, 0.5, 3.0, 1.5, attempt(0.5, 1), attempt(2, 3)),
          component("api", 1.0, 1.0, 4.0, 3, attempt(1, 4)));

  private static Document parse(String svg) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> all(Document picture, String tag, String kind) {
    NodeList nodes = picture.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i))
        .filter(e -> e.getAttribute("class").equals(kind))
        .toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static void isBar(Element bar, double fromSeconds, double seconds, BootResource boot) {
    BootScale scale = BootScale.of(boot);
    assertThat(number(bar, "x")).isCloseTo(scale.x(fromSeconds), within(PIXEL));
    assertThat(number(bar, "width"))
        .isCloseTo(seconds * BootScale.BARS / scale.seconds(), within(PIXEL));
  }

  @Test
  void barsAreAsLongAsWhatTheyStandFor() throws Exception {
    Document picture = parse(BootPicture.of(BOOT));

    List<Element> work = all(picture, "rect", "work");
    assertThat(work).hasSize(3);
    isBar(work.get(0), 0, 1, BOOT);
    isBar(work.get(1), 2, 1, BOOT);
    isBar(work.get(2), 1, 3, BOOT);
    isBar(all(picture, "rect", "failed").get(0), 0.5, 0.5, BOOT);
    isBar(all(picture, "rect", "rest").get(0), 1, 1, BOOT);
    isBar(all(picture, "rect", "place").get(0), 0, 0.5, BOOT);
    Element need = all(picture, "line", "need").get(0);
    assertThat(number(need, "x2") - number(need, "x1"))
        .isCloseTo(BootScale.BARS / 4.0, within(PIXEL));
  }

  @Test
  void theCriticalPathIsMarkedWithMoreThanAColour() throws Exception {
    Document picture = parse(BootPicture.of(BOOT));

    assertThat(all(picture, "text", "critical"))
        .extracting(Element::getTextContent)
        .containsExactly("\u25c6 database", "\u25c6 api");
    assertThat(all(picture, "path", "chain")).hasSize(1);
    assertThat(picture.getDocumentElement().getTextContent())
        .contains("Critical path: database \u203a api", "2 attempts");
  }

  @Test
  void itSaysInWordsWhatItShowsAndNeedsNothingBesides() throws Exception {
    String svg = BootPicture.of(BOOT);
    Element root = parse(svg).getDocumentElement();

    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title desc");
    assertThat(svg)
        .contains("<title id=\"title\">Boot of n1</title>", "<desc id=\"desc\">Components were")
        .doesNotContain("href", "@import", "<script");
    assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    assertThat(BootPicture.of(BOOT)).isEqualTo(svg);
  }

  @Test
  void whatIsWrittenIsNeverRun() throws Exception {
    String evil = "\"/><script>alert(1)</script>&\u0000";
    String svg = BootPicture.of(boot(1, component(evil, 0.0, 0.0, 1.0, 1)));

    assertThat(parse(svg).getElementsByTagName("script").getLength()).isZero();
    assertThat(svg).contains("&lt;script&gt;").contains("\ufffd").doesNotContain("\u0000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60})
  void itHoldsAnyNumberOfComponents(int count) throws Exception {
    List<BootComponentResource> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      components.add(component("component-" + i, i / 10.0, i / 10.0, i / 10.0 + 0.1, 0.1));
    }
    Document picture =
        parse(BootPicture.of(boot(count / 10.0, components.toArray(BootComponentResource[]::new))));

    assertThat(all(picture, "rect", "work")).hasSize(count);
    double height = number(picture.getDocumentElement(), "height");
    double width = number(picture.getDocumentElement(), "width");
    for (Element bar : all(picture, "rect", "work")) {
      assertThat(number(bar, "y") + number(bar, "height")).isLessThan(height);
      assertThat(number(bar, "x") + number(bar, "width")).isLessThan(width);
    }
  }

  @Test
  void oneThatHasNotEndedIsDrawnAsFarAsItIs() throws Exception {
    BootResource boot =
        boot(1, component("database", 0.0, 0.0, null, 2), component("api", null, null, null, 0));

    List<Element> work = all(parse(BootPicture.of(boot)), "rect", "work");
    assertThat(work).hasSize(1);
    isBar(work.get(0), 0, 2, boot);
  }

  @Test
  void aPlanSaysThatItIsOne() {
    assertThat(BootPicture.ofPlan(BOOT))
        .contains("Plan of a boot of n1", "would be up")
        .doesNotContain("attempt that failed");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.0034, 0.5, 1, 1.9, 7, 42, 900})
  void theAxisHasAFewRoundTimes(double seconds) {
    BootScale scale = new BootScale(100, seconds);
    List<Double> ticks = scale.ticks();

    assertThat(ticks).hasSizeBetween(3, 11).startsWith(0.0);
    assertThat(ticks.stream().map(scale::label).distinct()).hasSize(ticks.size());
    assertThat(ticks.get(ticks.size() - 1)).isLessThanOrEqualTo(seconds * 1.0001);
  }
}
