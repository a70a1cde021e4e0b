package io.novacron.client.resource;

/** One answer of each shape, as a server writes it. */
public final class Samples {
  private Samples() {}

  public static final String VM =
      """
      {"name":"web1","version":7,"state":"defined","host":null,"hostReachable":true,\
      "hostUnreachableSince":null,"accelerator":null,"token":null,"operation":null,\
      "migration":null,"target":null,"reason":null,"labels":{"tier":"web"},"spec":{"cpus":1},\
      "createdAt":"2026-11-25T10:00:00Z","updatedAt":"2026-11-25T10:00:00.123456Z"}\
      """;

  public static final String PROGRESS =
      """
      {"phase":"pre-copy","pass":3,"totalBytes":1000,"remainingBytes":400,"writtenBytes":900,\
      "rawBytes":800,"wireBytes":300,"goodputBytesPerSecond":50,"dirtyBytesPerSecond":20,\
      "rttMillis":80.5,"estimatedRestMillis":null,"streams":4}\
      """;

  public static final String OPERATION = operation("running");

  public static final String RECEIPT =
      """
      {"guestMemoryBytes":1000,"streamBytes":900,"compressedBytes":300,"wireBytes":310,\
      "passes":4,"durationMillis":3000,"pauseMillis":61.5,"pauseSource":"heartbeat",\
      "pauseObserver":"n1","streams":4,"goodputBytesPerSecond":300,"streamSha256":"ab",\
      "peakInFlightBytes":64,"encoding":{"stages":[\
      {"level":"delta","bytesIn":800,"bytesOut":200,"cpuMillis":0.5}],"framingBytes":100,\
      "baseId":"cd","zstdBytesIn":900,"zstdBytesOut":400}}\
      """;

  public static final String MIGRATION = migration("completed", RECEIPT);

  public static final String NODE =
      """
      {"id":"n1","site":"eu","address":"127.0.0.1:25520","api":"http://127.0.0.1:8080",\
      "state":"up","reachable":true,"unreachableSince":null,"cpus":2,"memoryMiB":4096,\
      "memoryUsedMiB":128,"guests":1,"drivers":[{"driver":"qemu","available":true,"reason":"",\
      "version":"7.2.22","accelerators":["tcg"],"machines":["pc-i440fx-7.2"],\
      "cpuModels":["Nehalem"]}],"version":"0.1.0"}\
      """;

  public static final String CONFIG =
      """
      {"node":"n1","file":"/etc/novacron/novacron.yaml","values":[{"key":"system.id",\
      "value":"n1","origin":"default","reloadable":false}]}\
      """;

  public static final String RELOAD =
      """
      {"node":"n1","applied":true,"changes":[{"key":"monitoring.log.level","before":"info",\
      "after":"debug","origin":"novacron.yaml:3","reloadable":true}]}\
      """;

  public static final String CLUSTER =
      """
      {"members":[{"address":"pekko://novacron@127.0.0.1:25520","node":"n1","site":"eu",\
      "status":"up","reachable":true,"leader":true,"self":true}],\
      "leader":"pekko://novacron@127.0.0.1:25520"}\
      """;

  public static final String MODE =
      """
      {"node":"n1","mode":"datacenter","found":"datacenter","confidence":0.9,"alert":false,\
      "overridden":false,"decidedAt":"2026-11-25T10:00:00Z","inputs":{\
      "measuredAt":"2026-11-25T10:00:00Z","peers":[{"node":"n2",\
      "address":"pekko://novacron@127.0.0.1:25521","rttMillis":0.75,"asked":5,"answered":5}],\
      "rdma":false,"linkBitsPerSecond":10000000000,"carriedBytesPerSecond":null},\
      "reasons":["round trips are short"]}\
      """;

  public static final String EVENT = event(17);

  public static final String STATISTICS =
      """
      {"memoryBytes":1000,"residentBytes":800,"cpuNanos":5,"uptimeMillis":60000}\
      """;

  public static final String VERSION =
      """
      {"version":"0.1.0","build":"abc","java":"25.0.3","node":"n1","site":"eu"}\
      """;

  public static final String BOOT =
      """
      {"node":"n1","totalSeconds":2.0,"sequentialSeconds":3.0,"criticalSeconds":1.5,"cpuSeconds":0.5,\
      "criticalPath":["database","api"],"without":[],"components":[\
      {"name":"database","phase":"core","criticality":"critical","needs":[],"state":"up",\
      "freeSeconds":0.0,"beginSeconds":0.5,"endSeconds":1.5,"workSeconds":0.8,"attempts":2,\
      "reason":"refused","tries":[{"beginSeconds":0.5,"endSeconds":0.6},\
      {"beginSeconds":0.8,"endSeconds":1.5}],"effect":"","action":"",\
      "since":"2026-11-25T10:00:01.500Z","nextAttempt":null},\
      {"name":"api","phase":"services","criticality":"critical","needs":["database"],\
      "state":"starting","freeSeconds":1.5,"beginSeconds":1.5,"endSeconds":null,\
      "workSeconds":0.5,"attempts":1,"reason":"","tries":[],"effect":"no requests are served",\
      "action":"","since":"2026-11-25T10:00:01.500Z","nextAttempt":null}]}\
      """;

  public static final String PAST_BOOT =
      """
      {"boot":7,"at":"2026-11-25T10:00:00Z","outcome":"ready","reason":"","oneByOne":false,\
      "readySeconds":2.5,"totalSeconds":2.0,"sequentialSeconds":3.0,"criticalSeconds":1.5,\
      "criticalPath":["database","api"],"without":["cache"],"regressions":[\
      {"component":"","seconds":2.0,"usualSeconds":1.0},\
      {"component":"database","seconds":1.0,"usualSeconds":0.25}]}\
      """;

  public static String operation(String state) {
    return """
    {"id":"web1.5","kind":"migrate","vm":"web1","state":"%s","migration":"web1.5",\
    "cancellable":true,"error":null,"createdAt":"2026-11-25T10:00:00Z",\
    "updatedAt":"2026-11-25T10:00:01Z","endedAt":null,"deadline":"2026-11-25T10:10:00Z",\
    "progress":%s}\
    """
        .formatted(state, PROGRESS);
  }

  public static String migration(String state, String receipt) {
    return """
    {"id":"web1.5","vm":"web1","source":"n1","target":"n2","state":"%s","reason":null,\
    "coordinator":"n3","maxPauseMillis":300,"createdAt":"2026-11-25T10:00:00Z",\
    "updatedAt":"2026-11-25T10:00:03Z","endedAt":null,\
    "turningPoints":[{"point":"requested","at":"2026-11-25T10:00:00Z"}],"progress":%s,\
    "receipt":%s}\
    """
        .formatted(state, PROGRESS, receipt);
  }

  public static String event(long id) {
    return """
    {"id":%d,"kind":"vm.started","subject":"web1","at":"2026-11-25T10:00:00Z",\
    "data":{"host":"n1"}}\
    """
        .formatted(id);
  }
}
