package io.novacron.kryo;

import com.esotericsoftware.kryo.Kryo;
import io.novacron.control.AgentCommand;
import io.novacron.control.HostReport;
import io.novacron.control.MigrationCommand;
import io.novacron.control.VmCommand;
import io.novacron.hypervisor.DriverReport;
import io.novacron.migration.Encoding;
import io.novacron.migration.Migration;
import io.novacron.migration.MigrationRecord;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Order;
import io.novacron.migration.Plan;
import io.novacron.migration.Progress;
import io.novacron.migration.Receipt;
import io.novacron.migration.StreamOffer;
import io.novacron.mode.Ping;
import io.novacron.mode.Pong;
import io.novacron.vm.Boot;
import io.novacron.vm.Decision;
import io.novacron.vm.Disk;
import io.novacron.vm.Grant;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.KeyUse;
import io.novacron.vm.Nic;
import io.novacron.vm.Observed;
import io.novacron.vm.Operation;
import io.novacron.vm.Report;
import io.novacron.vm.Request;
import io.novacron.vm.Token;
import io.novacron.vm.Verb;
import io.novacron.vm.Verdict;
import io.novacron.vm.Vm;
import io.novacron.vm.VmEvent;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import io.novacron.vm.VmRecord;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The classes that may travel, and nothing else. Sealed types stand for all of their records. */
final class WireClasses {
  static final int FIRST_ID = 100;

  /** Not in a list: nodes of two versions measure each other, whatever else has moved. */
  private static final int PING_ID = FIRST_ID - 3;

  private static final int PONG_ID = FIRST_ID - 2;

  private static final List<Class<?>> SEALED =
      List.of(
          VmCommand.class,
          VmCommand.Answer.class,
          MigrationCommand.class,
          MigrationCommand.Answer.class,
          AgentCommand.class,
          AgentCommand.GuestAnswer.class,
          Verb.class,
          Report.class,
          VmEvent.class,
          Decision.class,
          Vm.class,
          VmOrder.class,
          Boot.class,
          Nic.class,
          Migration.class,
          MigrationReport.class,
          Order.class);

  private static final List<Class<?>> PLAIN =
      List.of(
          VmCommand.Judgement.class,
          HostReport.class,
          DriverReport.class,
          VmId.class,
          VmSpec.class,
          VmRecord.class,
          Request.class,
          Decision.Code.class,
          Disk.class,
          Disk.Format.class,
          Workload.class,
          Heartbeat.class,
          Token.class,
          Grant.class,
          KeyUse.class,
          Operation.class,
          Operation.Kind.class,
          Operation.State.class,
          Observed.class,
          Verdict.class,
          Plan.class,
          StreamOffer.class,
          Receipt.class,
          Receipt.PauseSource.class,
          Progress.class,
          Progress.Phase.class,
          MigrationRecord.class,
          MigrationRecord.Point.class,
          Encoding.class,
          Encoding.Stage.class);

  /** Of the JDK; immutable collections come in several classes. */
  private static final List<Class<?>> COMMON =
      List.of(
          Optional.class,
          Instant.class,
          Duration.class,
          ArrayList.class,
          List.of().getClass(),
          List.of(1).getClass(),
          List.of(1, 2, 3).subList(1, 2).getClass(),
          Map.of().getClass(),
          Map.of(1, 1).getClass(),
          Collections.emptyList().getClass(),
          Collections.emptyMap().getClass());

  private WireClasses() {}

  static void registerAll(Kryo kryo) {
    kryo.register(Ping.class, PING_ID);
    kryo.register(Pong.class, PONG_ID);
    int id = FIRST_ID;
    for (Class<?> type : all()) {
      kryo.register(type, id++);
    }
  }

  static List<Class<?>> all() {
    return Stream.of(COMMON.stream(), PLAIN.stream(), SEALED.stream().flatMap(WireClasses::leaves))
        .flatMap(classes -> classes)
        .distinct()
        .toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(WireClasses::leaves)
        : Stream.of(type);
  }
}
