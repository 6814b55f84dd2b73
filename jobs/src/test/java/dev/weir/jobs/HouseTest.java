package dev.weir.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and which of them know one another. ARCHITECTURE.md tells the same in words. */
class HouseTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.weir");

    private static final String[] ENGINES = {
        "org.apache.spark..", "org.apache.iceberg..", "io.delta..", "com.amazon.deequ..", "org.apache.hadoop.."
    };

    @Test
    void everyRoomIsSeen() {
        for (String room : new String[] {"contracts", "privacy", "quality", "lineage", "catalogue", "jobs"}) {
            assertThat(HOUSE.stream().filter(type -> type.getPackageName().startsWith("dev.weir." + room)))
                    .as("classes in " + room)
                    .hasSizeGreaterThan(2);
        }
        assertThat(HOUSE.size()).isGreaterThan(150);
    }

    @Test
    void contractsKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.weir.contracts..")
                .should()
                .dependOnClassesThat(describe("live in another room", HouseTest::outsideContracts))
                .check(HOUSE);
    }

    private static boolean outsideContracts(JavaClass type) {
        return type.getPackageName().startsWith("dev.weir.")
                && !type.getPackageName().startsWith("dev.weir.contracts");
    }

    @Test
    void privacyKnowsContractsOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.weir.privacy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.weir.quality..", "dev.weir.lineage..", "dev.weir.catalogue..", "dev.weir.jobs..")
                .check(HOUSE);
    }

    @Test
    void theThreeInTheMiddleDoNotKnowOneAnother() {
        slices().matching("dev.weir.(quality|lineage|catalogue)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
    }

    @Test
    void nothingPointsBackAtJobs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.jobs..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.weir.jobs..")
                .check(HOUSE);
    }

    @Test
    void enginesAreSeenInTwoRoomsOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.weir.contracts..", "dev.weir.privacy..", "dev.weir.lineage..", "dev.weir.catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINES)
                .check(HOUSE);
    }

    @Test
    void planningKnowsNoEngine() {
        noClasses()
                .that()
                .resideInAPackage("dev.weir.jobs.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINES)
                .check(HOUSE);
    }

    @Test
    void planningHasNoClockAndNoInput() {
        noClasses()
                .that()
                .resideInAPackage("dev.weir.jobs.plan..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.nio.file.Files.class, java.io.File.class)
                .check(HOUSE);
    }

    @Test
    void onlyQualityKnowsDeequ() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.quality..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.amazon.deequ..", "software.amazon.glue..")
                .check(HOUSE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(new com.tngtech.archunit.lang.ArchCondition<JavaClass>("live in a null-marked package") {
                    @Override
                    public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(
                                type, marked, type.getPackageName() + " is " + (marked ? "" : "not ") + "null-marked"));
                    }
                })
                .check(HOUSE);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.jobs.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.jobs.cli..")
                .should()
                .callConstructor(PrintStream.class, java.io.OutputStream.class)
                .check(HOUSE);
    }

    @Test
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Common|Misc)")
                .check(HOUSE);
    }

    @Test
    void packagesMakeNoCircles() {
        slices().matching("dev.weir.jobs.(*)..").should().beFreeOfCycles().check(HOUSE);
    }
}
