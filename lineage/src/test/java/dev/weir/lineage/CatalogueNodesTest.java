package dev.weir.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.format.delimited.DelimitedDialect;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.lineage.sending.EventOptions;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One table is one node, by the rules by which Marquez, DataHub and OpenMetadata name what an event names: as read in DataHub's
 * {@code OpenLineagePlatformResolver} and in OpenMetadata's {@code OpenLineageDatasetNameNormalizer} of 2026; Marquez takes namespace and
 * name as they are.
 */
class CatalogueNodesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    static Stream<Arguments> tables() {
        return TableFormat.own().stream()
                .flatMap(format -> Stream.of("warehouse", "s3://lake/warehouse", "s3a://lake/warehouse")
                        .map(warehouse -> Arguments.of(format, warehouse)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableIsTheSameNodeWhereItIsMadeReadAndChecked(TableFormat format, String warehouse) throws IOException {
        String location = warehouse.contains("://") ? warehouse : root + "/" + warehouse;
        OpenLineageEvents events =
                new OpenLineageEvents(workspace(warehouse, List.of()), EventOptions.NONE, Optional.empty());
        RunEvent.Ended made = Runs.released(root, format, 7, location);

        JsonNode product =
                JSON.readTree(OpenLineageClientUtils.toJson(events.end(made, events.release(made), Begun.UNKNOWN, 2)));
        List<JsonNode> parts = new ArrayList<>();
        for (ReleaseEvents.Part part :
                events.parts(events.release(made).orElseThrow(), made.record().run())) {
            parts.add(JSON.readTree(OpenLineageClientUtils.toJson(part.event())));
        }
        JsonNode patients = product.at("/outputs/0");
        List<JsonNode> same = List.of(
                parts.get(1).at("/outputs/0"), // its own run
                parts.get(3).at("/inputs/0"), // its check
                parts.get(5).at("/inputs/2")); // the run of the table that reads it

        for (JsonNode other : same) {
            assertThat(marquez(other)).isEqualTo(marquez(patients));
            assertThat(dataHub(other)).isEqualTo(dataHub(patients));
            assertThat(openMetadata(other)).isEqualTo(openMetadata(patients));
        }
        boolean isInCatalogue = format.equals(TableFormat.ICEBERG);
        String place = location.replaceFirst("^s3a?://", "") + "/clinical/patients";
        assertThat(dataHub(patients))
                .isEqualTo(
                        isInCatalogue
                                ? "hive clinical.patients"
                                : (warehouse.startsWith("s3") ? "s3 " : "file ") + place);
        assertThat(openMetadata(patients)).isEqualTo(isInCatalogue ? List.of("clinical.patients") : List.of());
    }

    /** What another product reads is what the product has made. */
    @ParameterizedTest
    @MethodSource("tables")
    void aReleaseOfAnotherProductIsTheNodeThatItMade(TableFormat format, String warehouse) throws IOException {
        String location = warehouse.contains("://") ? warehouse : root + "/" + warehouse;
        OpenLineageEvents events =
                new OpenLineageEvents(workspace(warehouse, List.of()), EventOptions.NONE, Optional.empty());
        RunEvent.Ended made = Runs.released(root, format, 7, location);
        JsonNode read = JSON.readTree(
                        OpenLineageClientUtils.toJson(events.end(made, events.release(made), Begun.UNKNOWN, 2)))
                .at("/inputs/1");

        boolean isInCatalogue = format.equals(TableFormat.ICEBERG);
        String place = location.replaceFirst("^s3a?://", "") + "/study/visits";
        assertThat(marquez(read))
                .isEqualTo(warehouse.startsWith("s3") ? "s3://lake warehouse/study/visits" : "file " + place);
        assertThat(dataHub(read))
                .isEqualTo(
                        isInCatalogue ? "hive study.visits" : (warehouse.startsWith("s3") ? "s3 " : "file ") + place);
        assertThat(openMetadata(read)).isEqualTo(isInCatalogue ? List.of("study.visits") : List.of());
    }

    /** Each sheet has columns of its own. */
    @Test
    void sheetsOfOneWorkbookAreNodesOfTheirOwn() throws IOException {
        Source results = sheet("a", "Results");
        Source kits = sheet("b", "Kits");

        assertThat(dataHub(input(results, List.of(kits)))).isEqualTo("file /data/in/labs.xlsx#Results");
        assertThat(dataHub(input(kits, List.of(results)))).isEqualTo("file /data/in/labs.xlsx#Kits");
        assertThat(dataHub(input(results, List.of()))).isEqualTo("file /data/in/labs.xlsx");
        assertThat(dataHub(input(results, List.of(sheet("b", "Results"))))).isEqualTo("file /data/in/labs.xlsx");
    }

    private static Source sheet(String id, String name) {
        Source files = files(id, "/data/in", "labs.xlsx");
        return new Source(files.contract(), new Source.InFiles("/data/in", "excel", new Source.Dialect() {
            @Override
            public Optional<String> named() {
                return Optional.of(name);
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "/data/in, labs.csv, file /data/in/labs.csv",
        "/data/in, labs-*.csv, file /data/in",
        "/data/in, '{date}/labs.csv', file /data/in",
        "/data/in/day=2026-01-31, part-*.parquet, file /data/in",
        "/data/in/2026-01-31, part-*.parquet, file /data/in",
        "/data/in/2026-01-31, labs.csv, file /data/in/2026-01-31/labs.csv",
        "/data/in, , file /data/in",
        "s3a://raw/labs, 2026-*/x.csv, s3 raw/labs",
        "s3://raw/labs, x.csv, s3 raw/labs/x.csv",
    })
    void filesAreNamedByTheirPathOrTheirFolder(String location, String pattern, String node) throws IOException {
        JsonNode input = input(files("a", location, pattern), List.of());

        assertThat(dataHub(input)).isEqualTo(node);
        assertThat(openMetadata(input)).isEmpty();
        assertThat(input.at("/facets/tags/tags/0/value").asText()).isEqualTo("a.patients");
    }

    /** One node would be both, with the columns of one of them. */
    @Test
    void tablesWhosePatternsAreInOneFolderAreTwoNodes() throws IOException {
        Source one = files("a", "/data/in", "labs-*.csv");
        Source two = files("b", "/data/in", "visits-*.csv");

        assertThat(dataHub(input(one, List.of(two)))).isEqualTo("file /data/in/labs-*.csv");
        assertThat(dataHub(input(two, List.of(one)))).isEqualTo("file /data/in/visits-*.csv");
        assertThat(dataHub(input(one, List.of(files("b", "/data/in/sub", "visits-*.csv")))))
                .isEqualTo("file /data/in");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://his.example.org/his, visits, postgres://his.example.org:5432, his.ward.visits",
        "jdbc:postgresql://his.example.org:6432/his?ssl=true, visits, postgres://his.example.org:6432, his.ward.visits",
        "jdbc:mysql://db.example.org/his, visits, mysql://db.example.org:3306, ward.visits",
    })
    void aTableOfADatabaseIsNamedAsOpenLineagesClientNamesIt(
            String address, String table, String namespace, String name) throws IOException {
        Contract contract = contract("his", new Table.Files(Optional.of(table)));
        Source.InDatabase database = new Source.InDatabase("his", "postgresql", address, Optional.of("ward"), Map.of());

        JsonNode input = input(new Source(contract, database), List.of());

        assertThat(marquez(input)).isEqualTo(namespace + " " + name);
        assertThat(dataHub(input)).isEqualTo(namespace.replaceFirst(":.*", "") + " " + name);
        assertThat(openMetadata(input)).containsExactly(name);
    }

    private JsonNode input(Source source, List<Source> others) throws IOException {
        List<Source> all = new ArrayList<>(List.of(source));
        all.addAll(others);
        RunEvent.Started began = new RunEvent.Started(
                Runs.RUN, Runs.product(), List.of(source.contract().id() + ".patients"), Runs.STARTED);
        OpenLineageEvents events =
                new OpenLineageEvents(workspace("warehouse", all), EventOptions.NONE, Optional.empty());
        return JSON.readTree(OpenLineageClientUtils.toJson(events.start(began, 1)))
                .at("/inputs/0");
    }

    private static Source files(String id, String location, String pattern) {
        return new Source(
                contract(id, new Table.Files(Optional.ofNullable(pattern))), location, "csv", DelimitedDialect.USUAL);
    }

    private static Contract contract(String id, Table.Making making) {
        return Runs.contract(id, making);
    }

    private Workspace workspace(String warehouse, List<Source> sources) {
        Profile profile = new Profile("p", warehouse, Map.of(), KeySettings.of("keys/weir.key"), Map.of());
        List<Source> all = sources.isEmpty() ? Runs.workspace(root, Map.of()).sources() : sources;
        return new Workspace(root, "w", profile, "cn-2026-01", all, List.of(Runs.product()));
    }

    // --- the consumers' rules --------------------------------------------------------------------------------------

    private static String marquez(JsonNode dataset) {
        return dataset.path("namespace").asText() + " " + dataset.path("name").asText();
    }

    /** Platform and name: of a symlink of type TABLE in Hive, else of the place. */
    private static String dataHub(JsonNode dataset) {
        for (JsonNode symlink : dataset.at("/facets/symlinks/identifiers")) {
            if (symlink.path("type").asText().equals("TABLE")) {
                return "hive " + symlink.path("name").asText();
            }
        }
        String namespace = dataset.path("namespace").asText();
        String name = dataset.path("name").asText();
        int scheme = namespace.indexOf("://");
        String platform = scheme < 0 ? namespace : namespace.substring(0, scheme);
        boolean isStore = platform.equals("s3");
        return platform + " " + (isStore ? namespace.substring(scheme + 3) + "/" : "") + name;
    }

    /** The names by which a table is looked for: of symlinks, then its own, where it is no path. */
    private static List<String> openMetadata(JsonNode dataset) {
        List<String> candidates = new ArrayList<>();
        dataset.at("/facets/symlinks/identifiers")
                .forEach(symlink -> candidates.add(symlink.path("name").asText()));
        candidates.add(dataset.path("name").asText());
        return candidates.stream()
                .filter(name -> !name.contains("/") && name.split("\\.").length >= 2)
                .distinct()
                .toList();
    }
}
