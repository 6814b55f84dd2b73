package dev.weir.jobs.plan.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.PlanCases;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.jobs.plan.change.ChangeSinceRelease;
import dev.weir.jobs.plan.change.ColumnChange;
import dev.weir.jobs.plan.change.ContractEvolution;
import dev.weir.jobs.plan.lineage.LineageChange;
import dev.weir.jobs.plan.text.PlanJson;
import dev.weir.jobs.plan.text.PlanText;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "plans");
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder -> builder.schemaMappers(
                            mappers -> mappers.mapPrefix("https://weir.dev/schemas/", "classpath:schemas/")))
            .getSchema(SchemaLocation.of("https://weir.dev/schemas/plan.schema.json"));

    static List<String> cases() {
        return List.copyOf(PlanCases.all().keySet());
    }

    /** Rewritten with {@code -Dgolden.write=true}; the difference is reviewed. */
    @ParameterizedTest
    @MethodSource("cases")
    void printsThePlanAsBefore(String name) throws IOException {
        Plan plan = plan(workspace(name));
        compare(name, "plan.txt", PlanText.print(plan));
        compare(name, "explain.txt", PlanText.explain(plan));
        compare(name, "plan.json", PlanJson.print(plan));
        assertThat(SCHEMA.validate(PlanJson.print(plan), InputFormat.JSON)).isEmpty();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(cases());
    }

    @Property(tries = 60)
    void neitherTheOrderOfFilesNorASecondTimeMatters(@ForAll("names") String name, @ForAll Random random) {
        Workspace workspace = workspace(name);
        List<Source> sources = new ArrayList<>(workspace.sources());
        Collections.shuffle(sources, random);
        Workspace shuffled = new Workspace(
                workspace.root(),
                workspace.settings().name(),
                workspace.profile(),
                workspace.lawPack(),
                sources,
                workspace.products());
        assertThat(plan(shuffled)).isEqualTo(plan(workspace));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinical", "molecules"})
    void plansTheExamples(String product) {
        Path root = Path.of("..", "..", "examples", product).toAbsolutePath().normalize();
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        Plan plan = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, product, SampleWorkspace.DAY);
        assertThat(plan.rules()).hasSameSizeAs(plan.product().rules()).isNotEmpty();
        assertThat(SCHEMA.validate(PlanJson.print(plan), InputFormat.JSON)).isEmpty();
    }

    @Test
    void tellsToolsWhatHasChangedSinceTheLastRelease() throws IOException {
        Plan plan = plan(workspace("markers"));
        Contract contract = plan.product().contracts().get(0);
        ContractEvolution.Change gone =
                new ContractEvolution.Change("visits", "'reason' is gone", ColumnChange.Weight.MAJOR);
        String printed = PlanJson.print(
                plan,
                Optional.of(new ChangeSinceRelease(
                        "clinical@3",
                        Map.of("contracts/visits.sql", ChangeSinceRelease.Fate.CHANGED),
                        List.of(
                                new ContractEvolution(contract, "clinical@3", contract.version(), List.of(gone)),
                                new ContractEvolution(contract, "clinical@3", "0.1.0", List.of())),
                        Optional.of(new LineageChange(List.of("new way"), List.of("old way"))))),
                Map.of(contract.id(), List.of(plan.product())),
                List.of());
        assertThat(SCHEMA.validate(printed, InputFormat.JSON)).isEmpty();
        JsonNode json = JsonMapper.builder().build().readTree(printed);
        assertThat(json.get("since").toString())
                .isEqualTo("{\"release\":\"clinical@3\","
                        + "\"files\":[{\"path\":\"contracts/visits.sql\",\"fate\":\"changed\"}],"
                        + "\"lineage\":{\"added\":[\"new way\"],\"gone\":[\"old way\"]}}");
        JsonNode changes = json.get("changes");
        assertThat(changes).hasSize(1);
        assertThat(changes.at("/0/changes/0/breaking").asBoolean()).isTrue();
        assertThat(changes.at("/0/read-by/0").asText()).isEqualTo(plan.product().id());
        assertThat(changes.at("/0/problem/code").asText()).isEqualTo("C015");
    }

    @Test
    void parentsComeFirst() {
        assertThat(plan(workspace("markers")).tables().stream().map(TablePlan::name))
                .containsExactly("patients", "doctors", "visits");
    }

    @Test
    void refusesAPlainColumnThatSaysLessThanItsSource() {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "Number string RID", "Kind string DEMO")
                .table(
                        "x",
                        "SELECT a.Number AS number, upper(a.Kind) AS kind FROM raw.a",
                        "number string",
                        "kind string"));
        assertThat(problem.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(problem.what()).isEqualTo("Column 'number' says NONE");
        assertThat(problem.why()).isEqualTo("it is the column 'Number' of 'raw.a', which says RID");
    }

    /** A guess of the number can be tried on its hash. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT md5(a.Number) AS number, upper(kind) AS kind FROM raw.a",
                "WITH q AS (SELECT sha2(number, 256) AS h FROM raw.a) SELECT left(h, 12) AS number, 'k' AS kind FROM q",
                "SELECT concat(md5(concat(number, kind)), '') AS number, kind || '' AS kind FROM raw.a"
            })
    void refusesAHashWithoutAKeyThatSaysItIsNobodys(String query) {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "Number string RID", "Kind string DEMO")
                .table("x", query, "number string", "kind string"));
        assertThat(problem.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(problem.what()).isEqualTo("Column 'number' says NONE");
        assertThat(problem.why())
                .isEqualTo("it is a hash without a key of the column 'Number' of 'raw.a', which says RID, and anyone"
                        + " who guesses a value can try it");
    }

    @Test
    void aSampleThatAHashDrawsIsNobodys() {
        Plan plan = plan(SampleWorkspace.of("p")
                .source("raw", "a", "Number string RID", "Kind string NONE")
                .table(
                        "x",
                        "SELECT CAST(pmod(xxhash64(a.Number), 10) AS INT) AS number, md5(kind) AS kind FROM raw.a",
                        "number integer",
                        "kind string")
                .build());
        assertThat(plan.tables()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH q AS (SELECT * FROM raw.a) SELECT q.number, upper(kind) AS kind FROM q",
                "SELECT number, kind FROM (SELECT Number, upper(Kind) AS kind FROM raw.a)",
                "SELECT '1' AS number, 'k' AS kind FROM raw.a UNION ALL SELECT Number, upper(Kind) FROM raw.a"
            })
    void refusesItHoweverTheQueryIsWritten(String query) {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "Number string RID", "Kind string DEMO")
                .table("x", query, "number string", "kind string"));
        assertThat(problem.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(problem.why()).isEqualTo("it is the column 'Number' of 'raw.a', which says RID");
    }

    @Test
    void refusesAMaskThatDoesNotFit() {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "n integer AGE")
                .table("x", "SELECT n + 1 AS n FROM raw.a", "n integer AGE surrogate"));
        assertThat(problem.code()).isEqualTo(Code.INVALID_MASK);
    }

    @Test
    void refusesTablesThatWaitForOneAnother() {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "id string")
                .table("x", "SELECT id FROM raw.a", "id string")
                .table("y", "SELECT id FROM raw.a", "id string")
                .reference("x", Severity.QUARANTINE, "id", "y", "id")
                .reference("y", Severity.QUARANTINE, "id", "x", "id"));
        assertThat(problem.code()).isEqualTo(Code.CYCLE);
        assertThat(problem.why()).endsWith("'x' waits for y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redact | IsUnique \"name\" | ASIDE",
                "redact | ColumnValues \"NAME\" matches \"a.*\" | STATES",
                "pseudonymise | (IsUnique \"id\") and (IsComplete \"name\") | STAGED",
                "pseudonymise | CustomSql \"SELECT count(*) FROM primary WHERE name > 'a'\" > 1 | ASIDE",
                "pseudonymise | CustomSql \"SELECT count(*) FROM (SELECT DISTINCT * FROM primary)\" > 1 | ASIDE",
                "pseudonymise | CustomSql \"SELECT * FROM primary WHERE id > 'a'\" | STATES",
                "drop | DistinctValuesCount \"name\" > 1 | ASIDE",
                "redact | IsComplete \"name\" | STATES",
                "pseudonymise | DistinctValuesCount \"name\" > 1 | STAGED",
                "keep | ColumnValues \"name\" matches \"a.*\" | STATES",
                "redact | Entropy \"name_2\" > 1 | STAGED",
            })
    void asksClearColumnsWhereTheMaskTakesTheAnswerAway(String mask, String dqdl, VerdictSource answer) {
        Plan plan = plan(SampleWorkspace.of("p")
                .source("raw", "a", "id string", "name string")
                .table("t", "SELECT * FROM raw.a", "id string", "name string NAME " + mask, "name_2 string")
                .check("c", "t", Severity.BLOCK, dqdl)
                .build());
        assertThat(plan.rules().get(0).answer()).isEqualTo(answer);
        assertThat(plan.table("t").aside().columns().contains("name")).isEqualTo(answer == VerdictSource.ASIDE);
        assertThat(plan.table("t").aside().isKept()).isEqualTo(answer == VerdictSource.ASIDE);
    }

    @Test
    void keepsNothingAsideForARuleThatIsNotInForce() {
        Plan plan = plan(SampleWorkspace.of("p")
                .source("raw", "a", "name string")
                .table("t", "SELECT * FROM raw.a", "name string NAME redact")
                .check("c", "t", Severity.BLOCK, "IsUnique \"name\"")
                .terms(new Rule.Terms(
                        Optional.of(SampleWorkspace.DAY.plusDays(1)),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        List.of()))
                .build());
        assertThat(plan.rules().get(0).answer()).isEqualTo(VerdictSource.DORMANT);
        assertThat(plan.table("t").aside().isKept()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "WARN, MRN pseudonymise, REFERENCE_COMPARE",
        "BLOCK, MRN redact, ASIDE",
        "QUARANTINE, MRN pseudonymise,",
    })
    void judgesATableAgainstItselfWhereNoRowIsTakenOut(Severity severity, String mask, VerdictSource answer) {
        SampleWorkspace workspace = SampleWorkspace.of("p")
                .source("raw", "a", "id string", "boss string")
                .table("staff", "SELECT id, boss FROM raw.a", "id string " + mask, "boss string MRN pseudonymise")
                .reference("staff", severity, "boss", "staff", "id");
        if (answer == null) {
            assertThat(problem(workspace).remedy()).startsWith("override it with severity 'block' or 'warn'");
        } else {
            assertThat(plan(workspace.build()).rules().get(0).answer()).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"97, false", "98, true"})
    void announcesThatWideRowsAreCompiledStepByStep(int width, boolean told) {
        String[] columns =
                IntStream.range(0, width).mapToObj(i -> "c" + i + " string").toArray(String[]::new);
        Plan plan = plan(SampleWorkspace.of("p")
                .source("raw", "a", columns)
                .table("t", "SELECT * FROM raw.a", columns)
                .build());
        assertThat(PlanText.explain(plan).contains("compiled step by step")).isEqualTo(told);
    }

    @Test
    void tellsEveryProblemOfColumnsAtOnce() {
        ProblemsException refused = refused(SampleWorkspace.of("p")
                .source("raw", "a", "a string", "b number")
                .table(
                        "t",
                        "SELECT * FROM raw.a",
                        "a string NAME generalise",
                        "b number MRN pseudonymise",
                        "c string NOSUCH")
                .table("u", "SELECT * FROM nowhere", "a string"));
        assertThat(refused.problems().stream().map(Problem::code))
                .containsExactlyInAnyOrder(Code.INVALID_MASK, Code.INVALID_MASK, Code.UNKNOWN_NAME, Code.UNKNOWN_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "x number NAME generalise to=bin width=5, KOLMOGOROV_SMIRNOV",
        "x number NAME generalise to=bin width=5, WASSERSTEIN",
        "x number NAME generalise to=bin width=5, POPULATION_STABILITY_INDEX",
        "x integer NAME pseudonymise, KOLMOGOROV_SMIRNOV",
        "x string NAME redact, CARDINALITY",
        "x string NAME redact, JENSEN_SHANNON",
        "x string HEALTH redact, NEW_CATEGORIES",
        "x string NAME surrogate, LOST_CATEGORIES",
        "x string NAME truncate length=1, CHI_SQUARE",
        "x date DATE generalise to=year, POPULATION_STABILITY_INDEX"
    })
    void refusesDriftThatTheMaskHidesFromTheReleasesAfter(String column, Rule.Measure measure) {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", String.join(" ", List.of(column.split(" ")).subList(0, 2)))
                .table("t", "SELECT x FROM raw.a", column)
                .rule("drifts", "t", PlanCases.drift(measure, "x", new Rule.Baseline.LastRelease()), Severity.WARN));
        assertThat(problem.code()).isEqualTo(Code.INVALID_RULE);
        assertThat(problem.remedy()).contains("null-rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CARDINALITY", "NULL_RATE", "JENSEN_SHANNON"})
    void refusesDriftOfWhatIsNotReleased(Rule.Measure measure) {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "x string")
                .table("t", "SELECT x FROM raw.a", "x string NAME drop")
                .rule("drifts", "t", PlanCases.drift(measure, "x", new Rule.Baseline.LastRelease()), Severity.WARN));
        assertThat(problem.code()).isEqualTo(Code.INVALID_RULE);
        assertThat(problem.remedy()).isEqualTo("measure another column");
    }

    @ParameterizedTest
    @CsvSource({
        "x string NAME pseudonymise, NEW_CATEGORIES",
        "x string NAME encrypt, CHI_SQUARE",
        "x string NAME encrypt, CARDINALITY",
        "x string NAME redact, NULL_RATE"
    })
    void plansDriftOfWhatAMaskedColumnShowsAnyway(String column, Rule.Measure measure) {
        plan(SampleWorkspace.of("p")
                .source("raw", "a", String.join(" ", List.of(column.split(" ")).subList(0, 2)))
                .table("t", "SELECT x FROM raw.a", column)
                .rule("drifts", "t", PlanCases.drift(measure, "x", new Rule.Baseline.LastRelease()), Severity.WARN)
                .build());
    }

    @Test
    void refusesACheckOfWhatAMaskHidesOfOnePerson() {
        UnaryOperator<SampleWorkspace> people = workspace -> workspace
                .source("raw", "a", "pid string", "name string", "sex string")
                .table(
                        "t",
                        "SELECT pid, name, sex FROM raw.a",
                        "pid string MRN pseudonymise",
                        "name string NAME drop",
                        "sex string");
        Problem problem = problem(people.apply(SampleWorkspace.of("p"))
                .check("one", "t", Severity.WARN, "ColumnLength \"name\" > 3 where \"pid = 'P1'\""));
        assertThat(problem.code()).isEqualTo(Code.INVALID_RULE);
        assertThat(problem.what()).contains("'name' of single values of 'pid'");
        for (String many : List.of(
                "ColumnLength \"name\" > 3 where \"sex = 'F'\"",
                "Completeness \"sex\" > 0.5 where \"pid = 'P1'\"",
                "Completeness \"name\" > 0.5")) {
            plan(people.apply(SampleWorkspace.of("p"))
                    .check("many", "t", Severity.WARN, many)
                    .build());
        }
    }

    @Test
    void refusesNamesThatDeltaTakesNot() {
        Function<TableFormat, SampleWorkspace> kept = format -> SampleWorkspace.of("p")
                .source("raw", "a", "x string", "y string")
                .format(format)
                .table("t", "SELECT x AS `a=b`, y AS `c;d` FROM raw.a", "a=b string", "c;d string NAME drop");
        plan(kept.apply(TableFormat.ICEBERG).build());
        Problem problem = problem(kept.apply(TableFormat.DELTA));
        assertThat(problem.code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(problem.what()).contains("'a=b'");
        assertThat(problem.remedy()).contains("weirFormat");
    }

    @Test
    void refusesATableMadeOfMaskedValues() {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "id string")
                .table("t", "SELECT id FROM raw.a", "id string MRN pseudonymise")
                .table("u", "SELECT id FROM p.t", "id string MRN pseudonymise"));
        assertThat(problem.code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(problem.place().toString()).isEqualTo("contracts/p/u.sql");
    }

    @Test
    void refusesARuleAboutASourceThatNobodyReads() {
        Problem problem = problem(SampleWorkspace.of("p")
                .source("raw", "a", "id string")
                .source("raw2", "b", "id string")
                .table("t", "SELECT id FROM raw.a", "id string")
                .rule("r", "raw2.b", new Rule.SourceColumns(Rule.Difference.NEW), Severity.WARN));
        assertThat(problem.code()).isEqualTo(Code.INVALID_RULE);
    }

    @Test
    void namesTheProductsThereAre() {
        ProblemsException refused = catchThrowableOfType(
                ProblemsException.class,
                () -> new Planner(Grammars.languages(), LawPack.load("cn-2026-01"))
                        .plan(workspace("fused"), "clinicla", SampleWorkspace.DAY));
        assertThat(refused.problems().get(0).remedy()).isEqualTo("did you mean 'clinical'?");
    }

    @Test
    void oneTableUnderTwoNamesIsReadOnce() {
        Plan plan = plan(SampleWorkspace.of("p")
                .source("raw", "a", "id string")
                .table("t", "SELECT x.id FROM raw x JOIN raw.a y ON x.id = y.id", "id string")
                .build());
        assertThat(plan.reads()).hasSize(1);
        assertThat(plan.reads().get(0).feeds()).containsExactly("t");
        assertThat(plan.table("t").route().inputs()).hasSize(2);
    }

    private static Problem problem(SampleWorkspace workspace) {
        ProblemsException refused = refused(workspace);
        assertThat(refused.problems()).as(refused.getMessage()).hasSize(1);
        return refused.problems().get(0);
    }

    private static ProblemsException refused(SampleWorkspace workspace) {
        ProblemsException refused = catchThrowableOfType(ProblemsException.class, () -> plan(workspace.build()));
        assertThat(refused).isNotNull();
        return refused;
    }

    private static Workspace workspace(String name) {
        return Optional.ofNullable(PlanCases.all().get(name)).orElseThrow().build();
    }

    private static Plan plan(Workspace workspace) {
        return new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, workspace.products().get(0).id(), SampleWorkspace.DAY);
    }

    private static void compare(String name, String file, String text) throws IOException {
        Path golden = GOLDEN.resolve(name).resolve(file);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(text).as(golden + " (rewrite with -Dgolden.write=true)").isEqualTo(Files.readString(golden));
    }
}
