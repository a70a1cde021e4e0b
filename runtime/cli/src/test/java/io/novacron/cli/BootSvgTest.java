package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BootSvgTest {
  private static BootComponentResource component(String name, String reason) {
    return new BootComponentResource(
        name, "core", "critical", List.of(), "up", 0.0, 0.5, 1.5, 1.0, 1, reason);
  }

  private static BootResource boot(List<BootComponentResource> components) {
    return new BootResource("n1", 2, 3, 1.5, 0.5, List.of("database"), List.of(), components);
  }

  private static Document parsed(BootResource boot) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(BootSvg.of(boot).getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> rows(Document svg) {
    List<Element> rows = new ArrayList<>();
    for (int i = 0; i < svg.getElementsByTagName("g").getLength(); i++) {
      rows.add((Element) svg.getElementsByTagName("g").item(i));
    }
    return rows;
  }

  @Test
  void barsAreAsLongAsTheirFigures() throws Exception {
    Element row = rows(parsed(boot(List.of(component("database", ""))))).getFirst();
    Element waits = (Element) row.getElementsByTagName("rect").item(0);
    Element works = (Element) row.getElementsByTagName("rect").item(1);
    assertThat(waits.getAttribute("fill")).isEqualTo("none");
    double scale = Double.parseDouble(works.getAttribute("width")) / 1.0;
    assertThat(Double.parseDouble(waits.getAttribute("width"))).isEqualTo(scale * 0.5);
    assertThat(row.getTextContent()).contains("database *", "1.000 s");
  }

  @Test
  void whatAnybodyHasSentIsTextAndNothingElse() throws Exception {
    String nasty = "</text><script>alert(1)</script> & \"x\" \u0007";
    Document svg = parsed(boot(List.of(component("cache", nasty))));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(rows(svg).getFirst().getTextContent()).contains("<script>");
  }

  @Test
  void oneComponentAndSixtyFit() throws Exception {
    List<BootComponentResource> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(component("part-" + i, ""));
    }
    Document svg = parsed(boot(many));
    assertThat(rows(svg)).hasSize(60);
    double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
    assertThat(height).isGreaterThan(60 * 20.0);
    assertThat(rows(parsed(boot(List.of())))).isEmpty();
  }
}
