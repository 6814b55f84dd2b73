package dev.weir.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.weir.catalogue.Exporter;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.jobs.engine.read.FormatReader;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.notices.channel.Channel;
import dev.weir.jobs.notices.channel.ChannelOpener;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.table.TableKind;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.StorageOpener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The rooms of the house, and which of them know one another. ARCHITECTURE.md tells the same in words, docs/architecture/engine.md for the engine. */
class HouseTest {

    private static final JavaClasses HOUSE = House.read();

    private static final String[] ENGINES = {
        "org.apache.spark..", "org.apache.iceberg..", "io.delta..", "com.amazon.deequ..", "org.apache.hadoop.."
    };

    /** What knows Spark, a table format or Hadoop; everything else is loaded without them. */
    private static final DescribedPredicate<JavaClass> KNOW_AN_ENGINE = resideInAnyPackage(
                    "dev.weir.quality..",
                    "dev.weir.jobs.engine..",
                    "dev.weir.jobs.export",
                    "dev.weir.jobs.release",
                    "dev.weir.jobs.release.table",
                    "dev.weir.jobs.release.delta",
                    "dev.weir.jobs.release.catalogue..",
                    "dev.weir.jobs.release.iceberg")
            .or(resideInAnyPackage("dev.weir.jobs.release.storage")
                    .and(not(name("dev.weir.jobs.release.storage.S3Opener"))));

    private static final String ENGINE = "dev.weir.jobs.engine.";

    /** As many components as a reader of a record keeps apart. */
    private static final int AT_ONCE = 7;

    /** All types, as their sources name them. */
    private static final List<SourceType> SOURCES = SourceType.ofAllModules();

    /** The module of each type, by the type's full name. */
    private static final Map<String, String> MODULES =
            SOURCES.stream().collect(Collectors.toMap(SourceType::name, SourceType::module));

    /** Every type in the sources of every module: a room that the test's class path lacks would pass every other check. */
    @Test
    void everyTypeIsSeen() {
        assertThat(types().map(JavaClass::getName)).containsExactlyInAnyOrderElementsOf(MODULES.keySet());
    }

    private static String module(JavaClass type) {
        return MODULES.getOrDefault(type.getBaseComponentType().getName().replaceFirst("\\$.*", ""), "");
    }

    private static Stream<JavaClass> types() {
        return HOUSE.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
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
                        "dev.weir.quality..",
                        "dev.weir.releases..",
                        "dev.weir.lineage..",
                        "dev.weir.catalogue..",
                        "dev.weir.jobs..")
                .check(HOUSE);
    }

    @Test
    void theFourInTheMiddleDoNotKnowOneAnother() {
        slices().matching("dev.weir.(quality|releases|lineage|catalogue)..")
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

    /** The engine knows all three, and the app knows the engine; nothing points the other way. */
    @Test
    void planFormatsAndStoreDoNotKnowOneAnotherNorTheEngineNorTheApp() {
        for (String own : List.of("jobs/plan", "jobs/formats", "jobs/store")) {
            knowsNothingOf(own, module -> module.startsWith("jobs/") && !module.equals(own));
        }
        knowsNothingOf("jobs/engine", "jobs/app"::equals);
    }

    private static void knowsNothingOf(String own, Predicate<String> others) {
        assertThat(MODULES).containsValue(own);
        noClasses()
                .that(describe("live in " + own, type -> module(type).equals(own)))
                .should()
                .dependOnClassesThat(describe("live in another module of jobs", type -> others.test(module(type))))
                .check(HOUSE);
    }

    @Test
    void aPackageLiesInOneModule() {
        Map<String, Set<String>> modules = new TreeMap<>();
        SOURCES.forEach(type -> modules.computeIfAbsent(type.inPackage(), first -> new TreeSet<>())
                .add(type.module()));
        modules.values().removeIf(in -> in.size() == 1);
        assertThat(modules).as("packages in several modules").isEmpty();
    }

    @Test
    void onlyTheNamedPlacesKnowAnEngine() {
        noClasses()
                .that(not(KNOW_AN_ENGINE))
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

    /** What knows the terminal: the command line's own packages, and of a verb its command and what prints for it. */
    private static final DescribedPredicate<JavaClass> SPEAKS = describe("speak to a terminal", HouseTest::speaks);

    private static boolean speaks(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getPackageName().startsWith("dev.weir.jobs.cli")
                || (outermost.getPackageName().startsWith("dev.weir.jobs.verb")
                        && (outermost.isAnnotatedWith(Command.class)
                                || outermost.getSimpleName().endsWith("Text")));
    }

    /** Verbs are asked for alike by a command line, a service and a test: what a verb does knows no terminal and no command. */
    @Test
    void onlyCommandsAndTextsKnowTheTerminal() {
        assertThat(HOUSE.stream().filter(SPEAKS)).hasSizeGreaterThan(42);
        noClasses()
                .that(not(SPEAKS))
                .should()
                .dependOnClassesThat(SPEAKS)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(HOUSE);
        noClasses()
                .that(not(SPEAKS))
                .and()
                .resideInAnyPackage(
                        "dev.weir.jobs.verb..",
                        "dev.weir.jobs.desk..",
                        "dev.weir.jobs.draft..",
                        "dev.weir.jobs.notices..",
                        "dev.weir.jobs.metrics..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .check(HOUSE);
    }

    /** A command parses and prints: what opens a session or reads a workspace is its verb's function. */
    @Test
    void commandsAskTheirFunctions() {
        noClasses()
                .that(SPEAKS)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(WeirSession.class, WorkspaceReader.class)
                .check(HOUSE);
    }

    @Test
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Common|Misc)")
                .check(HOUSE);
    }

    /** A reader who finds a name in a module knows what it means there. */
    @Test
    void aNameStandsForOneThingInAModule() {
        Map<String, Set<String>> named = new TreeMap<>();
        SOURCES.forEach(
                type -> named.computeIfAbsent(type.module() + " " + lastName(type.name()), first -> new TreeSet<>())
                        .add(type.inPackage()));
        named.values().removeIf(packages -> packages.size() == 1);
        assertThat(named)
                .as("names of several types of one module, with their packages")
                .isEmpty();
    }

    /** Among all packages, each with the types that lie in it alone. */
    @Test
    void packagesMakeNoCircles() {
        slices().matching("dev.weir.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    /** The links of comments count as well, which classes no longer hold: a reader follows them. */
    @Test
    void packagesMakeNoCirclesByImportsAndLinks() {
        assertThat(SourceType.circles(SOURCES)).as("packages in circles").isEmpty();
    }

    @Test
    void theEngineIsBuiltInTheOrderOfTheArchitecturePage() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "architecture", "engine.md"));
        int table = page.indexOf("Inside `jobs.engine`");
        List<String> order = page.substring(table, page.indexOf("\n\n", page.indexOf("|---", table)))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line.substring(0, line.indexOf(" | ")))
                        .results())
                .map(found -> ENGINE + found.group(1))
                .toList();
        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(types().map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ENGINE))
                        .collect(Collectors.toSet()));
        for (int i = 0; i < order.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(order.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(order.subList(i + 1, order.size()).toArray(String[]::new))
                    .check(HOUSE);
        }
    }

    /** More than so many things at once nobody keeps apart: what belongs together is a record of its own. */
    @Test
    void recordsStaySmall() {
        Map<String, Long> large = new TreeMap<>();
        HOUSE.stream().filter(JavaClass::isRecord).forEach(type -> large.put(type.getName(), components(type)));
        assertThat(large).isNotEmpty();
        large.values().removeIf(components -> components <= AT_ONCE);
        assertThat(large).as("records of more than " + AT_ONCE + " components").isEmpty();
    }

    private static long components(JavaClass record) {
        return record.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    /** Exporters are found by their port, so that the next one needs no place that names it. */
    @Test
    void nobodyNamesAnExporter() {
        assertThat(HOUSE.stream().filter(HouseTest::isExporter)).hasSizeGreaterThan(1);
        noClasses()
                .should()
                .dependOnClassesThat(describe("are exporters", HouseTest::isExporter))
                .check(HOUSE);
    }

    private static boolean isExporter(JavaClass type) {
        return type.isAssignableTo(Exporter.class) && !type.isInterface();
    }

    /** Channels of notices are found by their port, so that the next one needs no place that names it. */
    @Test
    void nobodyNamesAChannel() {
        assertThat(HOUSE.stream().filter(HouseTest::isChannelOpener)).hasSameSizeAs(NoticeChannel.Kind.values());
        noClasses()
                .should()
                .dependOnClassesThat(describe("open channels", HouseTest::isChannelOpener))
                .check(HOUSE);
        noClasses()
                .that(describe("open none", type -> !type.isAssignableTo(ChannelOpener.class)))
                .should()
                .dependOnClassesThat(
                        describe("are channels", type -> type.isAssignableTo(Channel.class) && !type.isInterface()))
                .check(HOUSE);
    }

    private static boolean isChannelOpener(JavaClass type) {
        return type.isAssignableTo(ChannelOpener.class) && !type.isInterface();
    }

    /** Catalogues of tables are found by their ports, so that the next one needs no place that names it. */
    @Test
    void nobodyNamesACatalogue() {
        assertThat(HOUSE.stream().filter(HouseTest::isCatalogue)).hasSizeGreaterThan(1);
        noClasses()
                .that(describe("are no part of one", type -> !isCatalogue(type) && !isPartOfOne(type)))
                .should()
                .dependOnClassesThat(describe("are catalogues of tables", HouseTest::isCatalogue))
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.contracts.read.catalogue")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.weir.contracts.read.catalogue")
                .check(HOUSE);
    }

    private static boolean isCatalogue(JavaClass type) {
        return type.isAssignableTo(Catalogue.class) && !type.isInterface();
    }

    private static boolean isPartOfOne(JavaClass type) {
        return type.getEnclosingClass().filter(HouseTest::isCatalogue).isPresent();
    }

    /** Stores of release logs are opened in one place for each. The folder of the warehouse is everybody's, and a pack is no store. */
    @Test
    void nobodyNamesAReleaseStore() {
        DescribedPredicate<JavaClass> stores = describe(
                "are release stores",
                type -> type.isAssignableTo(LogStorage.class)
                        && !type.isInterface()
                        && !type.isEquivalentTo(LocalStorage.class)
                        && !type.getPackageName().endsWith(".evidence"));
        assertThat(HOUSE.stream().filter(stores)).hasSize(2);
        noClasses()
                .that(not(stores))
                .and(describe("open none", type -> !type.isAssignableTo(StorageOpener.class)))
                .and(not(name("dev.weir.releases.log.ReleaseStores")))
                .should()
                .dependOnClassesThat(stores)
                .check(HOUSE);
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "are openers", type -> type.isAssignableTo(StorageOpener.class) && !type.isInterface()))
                .check(HOUSE);
    }

    /** Table formats are found by their ports. Beside its kind, only its own package names what keeps the tables of one. */
    @Test
    void nobodyNamesATableFormat() {
        Set<String> kept = HOUSE.stream()
                .filter(type -> !type.isInterface()
                        && (type.isAssignableTo(TableStore.class) || type.isAssignableTo(TableUpkeep.class)))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kept).hasSameSizeAs(TableFormat.own());
        kept.forEach(own -> noClasses()
                .that()
                .resideOutsideOfPackage(own)
                .and(describe("are no kind of tables", type -> !type.isAssignableTo(TableKind.class)))
                .should()
                .dependOnClassesThat(describe(
                        "keep its tables",
                        type -> type.getPackageName().equals(own)
                                && (type.isAssignableTo(TableStore.class) || type.isAssignableTo(TableUpkeep.class))))
                .check(HOUSE));
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "are kinds of tables", type -> type.isAssignableTo(TableKind.class) && !type.isInterface()))
                .check(HOUSE);
    }

    /** Transports of lineage are OpenLineage's: only what opens one knows them. */
    @Test
    void nobodyNamesALineageTransport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.lineage.sending")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.openlineage.client.transports..")
                .check(HOUSE);
    }

    /** Source formats are found by their ports, so that the next one needs no place that names it, in contracts or in the engine. */
    @Test
    void nobodyNamesASourceFormat() {
        Set<String> own = HOUSE.stream()
                .filter(HouseTest::isSourceFormat)
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(own).hasSize(24);
        Map<String, List<String>> formats = own.stream().collect(Collectors.groupingBy(HouseTest::lastName));
        assertThat(formats.values()).allSatisfy(halves -> assertThat(halves).hasSize(2));
        formats.values()
                .forEach(halves -> noClasses()
                        .that()
                        .resideOutsideOfPackages(halves.toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(halves.toArray(String[]::new))
                        .check(HOUSE));
    }

    private static boolean isSourceFormat(JavaClass type) {
        return (type.isAssignableTo(SourceFormat.class) || type.isAssignableTo(FormatReader.class))
                && !type.getPackage().containsClass(SourceFormat.class)
                && !type.getPackage().containsClass(FormatReader.class);
    }

    private static String lastName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
