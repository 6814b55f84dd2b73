package dev.weir.jobs.verb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.text.SafeText;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class LineagePageTest {

    private static final InputColumn ID = new InputColumn("raw.people", "id");
    private static final InputColumn NAME = new InputColumn("raw.people", "name");
    private static final InputColumn CODE = new InputColumn("raw.codes", "code");
    private static final InputColumn PERSON = new InputColumn("clinic.visits", "person");
    private static final InputColumn FULL_NAME = new InputColumn("clinic.visits", "full_name");
    private static final InputColumn STUDY = new InputColumn("study.cases", "person");
    private static final InputColumn PAPER = new InputColumn("paper.cases", "person");

    /** Four queries in a row, with a mask, a column that is dropped, and a table that only decides on rows. */
    private static GraphSample sample() {
        return new GraphSample()
                .source(ID.table(), "id", "name", "not_on_any_way")
                .source(CODE.table(), "code")
                .product(PERSON.table(), "person", "pseudonymise")
                .product(PERSON.table(), "full_name", "drop")
                .product(PERSON.table(), "ward", "keep")
                .product(STUDY.table(), "person", "keep")
                .product(PAPER.table(), "person", "keep")
                .step(ID, EdgeKind.IDENTITY, PERSON)
                .step(NAME, EdgeKind.CONDITIONAL, FULL_NAME)
                .step(PERSON, EdgeKind.TRANSFORMATION, STUDY)
                .step(STUDY, EdgeKind.IDENTITY, PAPER)
                .rows(PERSON.table(), CODE, EdgeKind.JOIN);
    }

    @Test
    void everyColumnAndStepIsInTheListWithItsMask() {
        Document page = page(sample().graph(), "clinic.visits");
        assertThat(page.select("section > h3").eachText())
                .containsExactly("clinic.visits", "raw.codes", "raw.people", "study.cases", "paper.cases");
        assertThat(page.select("section").eachText().get(0))
                .contains("product clinic · 3 columns · ◆ 1 masked · ✕ 1 dropped")
                .contains("Which rows it has is decided by join by raw.codes.code")
                .contains(
                        "person ◆ pseudonymise reaches 2 columns string, pseudonymise, by contract identity of raw.people.id")
                .contains("full_name ✕ dropped string, dropped, by contract conditional by raw.people.name")
                .contains("ward ○ clear");
        assertThat(page.select("section").text()).contains("source, raw/raw.people*.csv · 2 of 3 columns");
        assertThat(page.select("li.value, li.decides, li.rows")).hasSize(5);
    }

    /** The same words as in the report of a category, in every form. */
    @Test
    void whatHidValuesBeforeTheyCameHereIsShown() throws Exception {
        LineageGraph graph = new GraphSample()
                .product(PERSON.table(), "person", "MRN", "pseudonymise")
                .product(STUDY.table(), "person", "MRN", "keep")
                .step(PERSON, EdgeKind.TRANSFORMATION, STUDY)
                .graph();
        AskedLineage asked = GraphSample.ask(graph, STUDY.toString(), Integer.MAX_VALUE);
        String words = "pseudonymise, before it came here";
        assertThat(wellFormed(LineagePage.html(asked))
                        .select("section")
                        .eachText()
                        .get(0))
                .contains("product study · 1 column · ◆ 1 masked", "person ◆ pseudonymise", "string, MRN, " + words);
        assertThat(LineageJson.of(asked).at("/touched/1/maskedBefore").asText()).isEqualTo("pseudonymise");
        assertThat(CommandsTest.valid("lineage", LineageJson.of(asked))).isTrue();
        assertThat(LineageDiagram.mermaid(asked)).contains("person, " + words);
        assertThat(LineageDiagram.dot(asked)).contains("person, " + words);
        assertThat(ColumnWords.what(graph, STUDY)).isEqualTo("string, MRN, " + words);
        assertThat(ColumnWords.what(graph, PERSON)).isEqualTo("string, MRN, pseudonymise, by contract");
    }

    /** A column of a category stands as that category reaches it; one of none as the category that shows most. */
    @Test
    void ofTwoCategoriesTheColumnsOwnCounts() {
        GraphSample sample = new GraphSample()
                .product(PERSON.table(), "person", "MRN", "pseudonymise")
                .product(PERSON.table(), "full_name", "NAME", "keep");
        for (String category : List.of("MRN", "NAME", "NONE")) {
            InputColumn both = new InputColumn(STUDY.table(), "both_" + category);
            InputColumn one = new InputColumn(STUDY.table(), "one_" + category);
            sample.product(both.table(), both.column(), category, "keep")
                    .product(one.table(), one.column(), category, "keep")
                    .step(PERSON, EdgeKind.TRANSFORMATION, both)
                    .step(FULL_NAME, EdgeKind.TRANSFORMATION, both)
                    .step(PERSON, EdgeKind.TRANSFORMATION, one);
        }
        LineageGraph graph = sample.graph();
        assertThat(graph.columns()
                        .map(WorkspaceColumn::name)
                        .filter(name -> graph.maskBefore(name).isPresent())
                        .map(InputColumn::column))
                .containsExactly("both_MRN", "one_MRN", "one_NONE");
    }

    @Test
    void thePictureBeginsAtTwoStepsWithTheAskedTableOpen() {
        Document page = page(sample().graph(), "clinic.visits");
        assertThat(page.select("g.table:not(.off)").eachAttr("data-name"))
                .containsExactlyInAnyOrder("raw.codes", "raw.people", "clinic.visits", "study.cases", "paper.cases");
        assertThat(page.select("g.table.open").eachAttr("data-name")).containsExactly("clinic.visits");
        assertThat(page.select("#lines path.value")).hasSize(3);
        assertThat(page.select("#lines path.decides")).hasSize(1);
        assertThat(page.select("#lines path.rows")).hasSize(1);
        Document source = page(sample().graph(), "raw.people.id");
        assertThat(source.select("g.table.off").eachAttr("data-name"))
                .containsExactlyInAnyOrder("raw.codes", "paper.cases");
        assertThat(source.select("g.table:not(.off) > g.more:not(.off)").eachText())
                .containsExactly("← 1 more", "1 more →");
        Document product = page(sample().graph(), "study");
        assertThat(product.select("g.col.asked text").eachText()).contains("person");
    }

    @Test
    void whatIsNotFollowedAndWhatIsCutIsNamed() {
        LineageGraph graph =
                sample().untraced("study.cases", "TRANSFORM <script>").graph();
        Document page = page(graph, "clinic.visits");
        assertThat(page.select("header details.warn").eachText())
                .containsExactly(
                        "! Not all could be followed in the queries of 1 table. There may be more ways than are"
                                + " shown. study.cases: TRANSFORM <script>");
        assertThat(page.select("section p.warn").eachText()).containsExactly("! Not followed: TRANSFORM <script>");
        assertThat(page.select("g.table[data-name=study.cases] text.warn").eachText())
                .containsExactly("!");
        assertThat(wellFormed(LineagePage.html(GraphSample.ask(graph, "clinic.visits", 1)))
                        .select("header p.warn")
                        .eachText())
                .contains("! Not all ways are here, because fewer steps were asked for. Further ways lead to or from"
                        + " study.cases.person.");
    }

    @Test
    void aReleaseIsNamed() {
        AskedLineage now = GraphSample.ask(sample().graph(), "clinic.visits", Integer.MAX_VALUE);
        assertThat(wellFormed(LineagePage.html(now)).text()).contains("As the contracts stand: 5 tables, 4 steps");
        AskedLineage signed = new AskedLineage(
                now.name(),
                now.graph(),
                now.columns(),
                now.upstream(),
                now.downstream(),
                Optional.of("clinic@12"),
                List.of("<lab>"));
        assertThat(wellFormed(LineagePage.html(signed)).text())
                .contains(
                        "As release clinic@12 was signed: 5 tables, 4 steps",
                        "Product <lab> has problems and is left out");
    }

    @Test
    void namesAreTextWhateverIsInThem() {
        String hostile = "\"'><script>alert('x')</script>&amp;${1/0}\u202egnol\u0007\n</style>-->]]>";
        InputColumn from = new InputColumn("raw." + hostile, hostile);
        InputColumn to = new InputColumn("clinic." + hostile, hostile + "2");
        LineageGraph graph = new GraphSample()
                .source(from.table(), hostile)
                .product(to.table(), to.column(), hostile)
                .step(from, EdgeKind.IDENTITY, to)
                .rows(to.table(), new InputColumn("raw.no contract has it", hostile), EdgeKind.SORT)
                .untraced(to.table(), hostile)
                .graph();
        Document page = page(graph, to.toString());
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("li.col > button").eachText()).contains(shown(hostile), shown(hostile + "2"));
        assertThat(page.select("li.value").eachText()).containsExactly(shown("identity of " + from));
        assertThat(page.select("li.rows").eachText())
                .containsExactly(shown("sort by raw.no contract has it." + hostile));
    }

    @Test
    void aLetterThatFillsTwoPlacesIsCountedSo() {
        LineagePage page = pageOf(sample().graph());
        assertThat(page.fit("clinical.encounters", 36)).isEqualTo("clinical.encounters");
        assertThat(page.fit("a".repeat(30) + "b".repeat(30), 11)).isEqualTo("aaaaa…bbbbb");
        assertThat(page.fit("就诊".repeat(20), 11)).isEqualTo("就诊就…就诊");
        assertThat(page.fit("\u202ex\n", 36)).isEqualTo("\\u202ex\\n");
    }

    private static LineagePage pageOf(LineageGraph graph) {
        return new LineagePage(GraphSample.ask(graph, "clinic.visits", Integer.MAX_VALUE));
    }

    /** 500 tables of ten columns each, 5,000 steps. */
    @Test
    void aLargeWorkspaceIsAPageWithinTwoSecondsOfTheProcessor() {
        GraphSample sample = new GraphSample();
        Random random = new Random(11);
        for (int table = 0; table < 500; table++) {
            for (int column = 0; column < 10; column++) {
                InputColumn to = new InputColumn("p" + table / 25 + ".t" + table, "c" + column);
                sample.product(to.table(), to.column(), column == 0 ? "pseudonymise" : "keep");
                if (table >= 25) {
                    int from = Math.max(0, table - 25 - random.nextInt(table / 5));
                    sample.step(
                            new InputColumn("p" + from / 25 + ".t" + from, "c" + random.nextInt(10)),
                            column % 4 == 3 ? EdgeKind.CONDITIONAL : EdgeKind.IDENTITY,
                            to);
                }
            }
        }
        LineageGraph graph = sample.graph();
        List<InputColumn> all = graph.columns().map(column -> column.name()).toList();
        AskedLineage asked = new AskedLineage(
                "all",
                graph,
                all,
                graph.upstream(all, Integer.MAX_VALUE),
                graph.downstream(all, Integer.MAX_VALUE),
                Optional.empty(),
                List.of());
        long before = processor();
        String html = LineagePage.html(asked);
        assertThat((processor() - before) / 1_000_000).as("milliseconds").isLessThan(2_000);
        assertThat(html).isEqualTo(LineagePage.html(asked)).hasSizeLessThan(6_000_000);
        assertThat(Pattern.compile("<li class=\"(value|decides)\"")
                        .matcher(html)
                        .results())
                .hasSize(asked.steps().size());
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Document page(LineageGraph graph, String name) {
        AskedLineage asked = GraphSample.ask(graph, name, Integer.MAX_VALUE);
        Document page = wellFormed(LineagePage.html(asked));
        List<String> steps = new ArrayList<>();
        for (LineageStep step : asked.steps()) {
            steps.add(shown(step.kind() + (step.kind().isDirect() ? " of " : " by ") + step.from()));
        }
        assertThat(page.select("li.value, li.decides").eachText()).containsExactlyInAnyOrderElementsOf(steps);
        return page;
    }

    private static Document wellFormed(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(100);
        Document page = Jsoup.parse(html, "", parser);
        assertThat(parser.getErrors()).extracting(ParseError::getErrorMessage).isEmpty();
        assertThat(page.select("link, iframe, object, embed, img, base, form, [style], [src], [href]"))
                .isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")
                                || attribute.getValue().contains("http")
                                || attribute.getValue().contains("javascript:")))
                .isEmpty();
        String style = Objects.requireNonNull(page.selectFirst("style")).data();
        String script = Objects.requireNonNull(page.selectFirst("script")).data();
        assertThat(style + script)
                .doesNotContain("http", "@import", "import(", "fetch(", "XMLHttp", "eval(", "innerHTML");
        assertThat(script.length()).isLessThan(10_240);
        Element policy = Objects.requireNonNull(page.selectFirst("head > meta[http-equiv=Content-Security-Policy]"));
        assertThat(policy.attr("content"))
                .isEqualTo("default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(html).doesNotContainPattern("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");
        return page;
    }

    private static String hash(String text) {
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    /** As jsoup shows it: runs of blanks are one. */
    private static String shown(String text) {
        return SafeText.of(text).replaceAll("\\s+", " ").strip();
    }
}
