package io.novacron.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An arrow only goes down: docs/ARCHITECTURE.md, "Floors". */
class FloorsTest {
  private static final String[] TOP =
      Stream.of("multijvm", "demo", "bench")
          .map(n -> "io.novacron." + n + "..")
          .toArray(String[]::new);

  private static void holds(ArchRule rule) {
    rule.check(House.CLASSES);
  }

  @Test
  void noPackageKnowsItselfThroughAnother() {
    holds(slices().matching("io.novacron.(**)").should().beFreeOfCycles());
  }

  static Stream<Floors.Place> places() {
    return Floors.places().stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void aPlaceLeansOnlyOnWhatIsBelowIt(Floors.Place place) {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(place.packages().toArray(String[]::new))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.novacron..")
                    .and(not(resideInAnyPackage(Floors.allowed(place)))))
            .because("the map in docs/ARCHITECTURE.md and Floors says so")
            .allowEmptyShould(true));
  }

  @Test
  void everyPackageHasItsPlaceOnTheMap() {
    String[] known =
        Stream.concat(
                Floors.places().stream().flatMap(place -> place.packages().stream()),
                Stream.of(TOP))
            .toArray(String[]::new);
    holds(classes().should().resideInAnyPackage(known));
  }

  @Test
  void whatIsPureKnowsNoActors() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(
                Floors.packagesOf(
                    "vm",
                    "migration",
                    "init",
                    "dwcp core",
                    "transfer",
                    "hypervisor",
                    "qemu",
                    "sim"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "scala..", "com.typesafe.."));
  }

  @Test
  void theModelNeedsNothingButTheLanguage() {
    holds(
        classes()
            .that()
            .resideInAnyPackage(Floors.packagesOf("vm", "migration"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java.lang..",
                "java.util..",
                "java.time..",
                "org.jspecify.annotations",
                "io.novacron.vm..",
                "io.novacron.migration.."));
  }

  @Test
  void whoLinksTheClientGetsTheJdkAndJacksonOnly() {
    holds(
        classes()
            .that()
            .resideInAnyPackage(Floors.packagesOf("client"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "javax.net..",
                "com.fasterxml.jackson..",
                "org.jspecify.annotations",
                "io.novacron.tls..",
                "io.novacron.client.."));
  }

  @Test
  void onlyTheWiringAndTheProofKnowADriverByName() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.novacron.hypervisor..", "io.novacron.node..")
            .and()
            .resideOutsideOfPackages(TOP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Floors.packagesOf("qemu", "sim")));
  }

  @Test
  void onlyTheAgentTouchesGuests() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(Floors.packagesOf("control", "api", "view", "journal"))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.novacron.hypervisor.HypervisorDriver")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.novacron.hypervisor.Guest"));
  }
}
