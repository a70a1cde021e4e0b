package io.novacron.journal;

import com.typesafe.config.ConfigFactory;
import io.novacron.persistence.Database;
import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.JournalSerializer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** An actor system whose entities have a real journal. */
public final class JournalKit {
  private JournalKit() {}

  /** One that keeps it in {@code database}, whose schema is there. */
  public static ActorTestKit on(DatabaseSettings database) {
    return ActorTestKit.create(
        Database.toPekkoConfig(database)
            .withFallback(JournalSerializer.bindings(ControlJournal.class, ControlJournal.FORMAT))
            .withFallback(
                ConfigFactory.parseString(
                    "pekko.actor.provider = local, pekko.fail-mixed-versions = off"))
            .withFallback(ConfigFactory.load()));
  }
}
