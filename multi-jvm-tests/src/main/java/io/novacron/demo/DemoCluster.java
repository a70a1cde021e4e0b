package io.novacron.demo;

import io.novacron.client.NovaCronClient;
import java.nio.file.Path;

/** What the demo needs of the cluster that it runs on. */
interface DemoCluster extends AutoCloseable {
  /** Speaks to the nodes that are there. */
  NovaCronClient client();

  /** Base address of a node's API, for users. */
  String api(String node);

  /** Ends the process of a node at once, as a power cut would. */
  void kill(String node);

  /** Where images and guests are. */
  Path folder();

  /** Ends everything and removes it, unless it is to be kept. */
  @Override
  void close();
}
