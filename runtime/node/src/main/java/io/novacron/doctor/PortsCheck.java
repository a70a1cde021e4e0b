package io.novacron.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the node's ports are free, and who has them otherwise. */
final class PortsCheck implements Check {
  private static final String NAME = "ports";
  private static final int PRIVILEGED = 1_024;

  private final String bind;
  private final Map<String, Integer> ports;

  PortsCheck(String bind, Map<String, Integer> ports) {
    this.bind = bind;
    this.ports = ports;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> look() {
    var found = new ArrayList<>(twice(ports));
    ports.forEach((setting, port) -> found.add(look(setting, port)));
    return found;
  }

  /** Settings that name the same port. */
  static List<Finding> twice(Map<String, Integer> ports) {
    Map<Integer, String> seen = new HashMap<>();
    List<Finding> found = new ArrayList<>();
    ports.forEach((setting, port) -> {
      String other = port == 0 ? null : seen.putIfAbsent(port, setting);
      if (other != null) {
        found.add(
            Finding.fault(
                NAME,
                setting + " and " + other + " are both " + port,
                "Give one of them another port."));
      }
    });
    return found;
  }

  private Finding look(String setting, int port) {
    try {
      bind(port);
      return Finding.ok(NAME, setting + " " + (port == 0 ? "any" : port + " is free"));
    } catch (IOException e) {
      return refused(setting, port, e);
    }
  }

  /** Takes the port as a client would: nobody can connect to it meanwhile. */
  private void bind(int port) throws IOException {
    try (var socket = new Socket()) {
      // What an ended process has left behind does not keep a server from starting.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(bind, port));
    }
  }

  private Finding refused(String setting, int port, IOException why) {
    var owner = PortOwner.of(port);
    if (owner.isPresent()) {
      return owner.get().isThisProcess()
          ? Finding.ok(NAME, setting + " " + port + " is this node's already")
          : taken(setting, port, owner.get());
    }
    return judge(setting, bind + ":" + port, port, why);
  }

  static Finding taken(String setting, int port, PortOwner owner) {
    return Finding.fault(
        NAME,
        setting + " " + port + " is taken by " + owner,
        owner.pid() > 0
            ? "Stop that process (kill " + owner.pid() + "), or choose another " + setting + "."
            : "See who it is with 'ss -ltnp sport = :"
                + port
                + "' as root, or choose another "
                + setting
                + ".");
  }

  static Finding judge(String setting, String address, int port, IOException why) {
    String measured = setting + " " + address + ": " + why.getMessage();
    String words = String.valueOf(why.getMessage());
    if (port < PRIVILEGED && words.contains("Permission denied")) {
      return Finding.fault(
          NAME,
          measured,
          "Choose a "
              + setting
              + " of 1024 or more, or let this user have it:"
              + " setcap cap_net_bind_service=+ep "
              + System.getProperty("java.home")
              + "/bin/java");
    }
    return why instanceof BindException && words.contains("assign requested address")
        ? Finding.fault(
            NAME, measured, "Correct --bind: 'ip -brief address' lists what this machine has.")
        : Finding.fault(NAME, measured, "Correct --bind, or choose another " + setting + ".");
  }
}
