package io.novacron.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.control.Refusal;
import io.novacron.vm.InvalidSpecException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigRoutesTest {
  private static final Api API = new Api();

  @AfterAll
  static void end() {
    API.close();
  }

  @AfterEach
  void forget() {
    API.control.configuration.refusal = null;
  }

  @Test
  void whatCountsIsShownWithItsOrigin() {
    assertThat(API.get("/v1/config").body())
        .isEqualTo(
            "{\"node\":\"n1\",\"file\":\"novacron.yaml\",\"values\":[{\"key\":\"system.id\","
                + "\"value\":\"n1\",\"origin\":\"x:1\",\"reloadable\":false}]}");
  }

  @Test
  void aReloadIsPlannedOrDone() {
    assertThat(API.post("/v1/config:reload", "{\"validateOnly\":true}").body())
        .contains("\"applied\":false", "\"before\":\"1000\",\"after\":\"5\"");
    assertThat(API.post("/v1/config:reload", "{}").body()).contains("\"applied\":true");
    assertThat(API.post("/v1/config:reload", "{\"validateOnyl\":true}").body())
        .contains("did you mean 'validateOnly'?");
  }

  @Test
  void anInvalidFileIsAProblemWithEveryFault() {
    API.control.configuration.refusal =
        new InvalidSpecException("system.mode", "'x' is not one of ... (novacron.yaml:2)");
    var answer = API.post("/v1/config:reload", "{}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"field\":\"system.mode\"", "until then the old values count");
  }

  @Test
  void aChangeThatNeedsARestartIsAConflict() {
    API.control.configuration.refusal =
        new Refusal(Refusal.Code.WRONG_STATE, "a restart is needed for system.id");
    var answer = API.post("/v1/config:reload", "{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("wrong-state", "restart the node");
  }
}
