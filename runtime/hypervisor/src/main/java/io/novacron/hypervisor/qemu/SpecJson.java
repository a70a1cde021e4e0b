package io.novacron.hypervisor.qemu;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.vm.Boot;
import io.novacron.vm.Nic;

/**
 * How guest.json is written: the model's records as they are, its sealed types with their kind. A
 * newer NovaCron's fields are passed over, so that an older one still finds its guests.
 */
final class SpecJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(Boot.class, BootKinds.class)
          .addMixIn(Nic.class, NicKinds.class)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private SpecJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Boot.FromDisk.class, name = "disk"),
    @JsonSubTypes.Type(value = Boot.FromKernel.class, name = "kernel")
  })
  private interface BootKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Nic.None.class, name = "none"),
    @JsonSubTypes.Type(value = Nic.User.class, name = "user"),
    @JsonSubTypes.Type(value = Nic.Tap.class, name = "tap")
  })
  private interface NicKinds {}
}
