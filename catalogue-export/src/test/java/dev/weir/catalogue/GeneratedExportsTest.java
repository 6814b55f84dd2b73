package dev.weir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.contracts.Place;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Whatever a release says, each file that is made of it keeps the form that its name promises, and tells nothing that stays inside. */
class GeneratedExportsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A form by the end of a file's name. */
    @FunctionalInterface
    private interface Form {
        void read(String text) throws Exception;
    }

    private static final Map<String, Form> FORMS = Map.of(
            "json", JSON::readTree,
            "ndjson", GeneratedExportsTest::readLines,
            "ttl",
                    text -> RDFDataMgr.read(
                            ModelFactory.createDefaultModel(), new StringReader(text), null, Lang.TURTLE),
            "yaml", GeneratedExportsTest::readYaml,
            "cff", GeneratedExportsTest::readYaml,
            "bib", GeneratedExportsTest::readBibTex,
            "md", GeneratedExportsTest::readMarkdown,
            "html", GeneratedExportsTest::readPage);

    @Test
    void keepTheirFormAndTellNothingThatStaysInside() {
        InstalledExporters exporters = InstalledExporters.all();
        Set<String> kinds = new LinkedHashSet<>();
        List<CatalogueEntry> entries = GeneratedReleases.all().toList();
        for (int number = 0; number < entries.size(); number++) {
            for (String kind : exporters.names()) {
                CatalogueExport made = exporters.export(entries.get(number), kind, Place.of("--to"));
                assertThat(made.gaps()).noneMatch(gap -> gap.property().isBlank());
                for (ExportedFile file : made.files()) {
                    String which = "generated release " + number + ", " + kind + ", " + file.name();
                    assertForm(which, file);
                    if (!Set.of("odcs", "odps", "site").contains(kind)) {
                        assertThat(file.text()).as(which).doesNotContain(GeneratedReleases.OWNER);
                    }
                    if (!kind.equals("site")) {
                        assertThat(file.text()).as(which).doesNotContain(GeneratedReleases.WAREHOUSE);
                    }
                    kinds.add(kind);
                }
            }
        }
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(exporters.names());
    }

    private static void assertForm(String which, ExportedFile file) {
        String ending = file.name().substring(file.name().lastIndexOf('.') + 1);
        Form form = FORMS.get(ending);
        assertThat(form).as("a form is known of %s", which).isNotNull();
        try {
            form.read(file.text());
        } catch (Exception e) { // parsers throw many kinds
            throw new AssertionError(which + " is not " + ending + ":\n" + file.text(), e);
        }
    }

    private static void readLines(String text) throws Exception {
        for (String line : text.lines().toList()) {
            JSON.readTree(line);
        }
    }

    private static void readYaml(String text) {
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(text))
                .isInstanceOf(Map.class);
    }

    /** One entry, whose fields' values stand in braces that are all closed. */
    private static void readBibTex(String text) {
        assertThat(text).startsWith("@misc{").endsWith("}\n");
        int open = 0;
        for (int at = 0; at < text.length(); at++) {
            open += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            assertThat(open).isGreaterThanOrEqualTo(at < text.length() - 2 ? at < "@misc".length() ? 0 : 1 : 0);
        }
        assertThat(open).isZero();
    }

    private static void readMarkdown(String text) {
        if (text.startsWith("---\n")) {
            readYaml(text.substring(4, text.indexOf("\n---\n", 4) + 1));
        }
        assertThat(text).contains("# ");
    }

    private static void readPage(String text) throws Exception {
        Document page = Jsoup.parse(text);
        assertThat(page.select("h1")).isNotEmpty();
        for (var script : page.select("script[type=application/ld+json]")) {
            JSON.readTree(script.data());
        }
    }
}
