package dev.weir.jobs.release.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.junit.jupiter.api.Test;

/** What a catalogue has to keep besides whose rows name files. */
public abstract class HeadCatalogueContract extends CatalogueContract {

    @Override
    protected abstract HeadCatalogue of(Warehouse warehouse);

    @Override
    protected void setBack(Catalogue catalogue, TableRow newest, TableRow older) {
        assertThat(((HeadCatalogue) catalogue)
                        .move(List.of(new Head("clinical", "visits", newest.metadata(), older.metadata())))
                        .ending())
                .isEqualTo(Moved.Ending.ALL);
    }

    @Test
    void isMadeAtFirst() {
        assertThat(of(warehouse()).exists()).isFalse();
        of(warehouse()).open();
        assertThat(of(warehouse()).exists()).isTrue();
    }

    @Test
    void headsMoveToTheFilesThatTheyAreGiven() {
        withTables();
        HeadCatalogue catalogue = of(warehouse());
        assertThat(catalogue.move(List.of()).ending()).isEqualTo(Moved.Ending.ALL);
        List<Head> heads = heads(catalogue, "first");
        assertThat(catalogue.move(heads)).isEqualTo(Moved.of(Moved.Ending.ALL));
        assertThat(catalogue.rows().stream().map(TableRow::metadata))
                .containsExactlyInAnyOrderElementsOf(
                        heads.stream().map(Head::next).toList());
        for (String name : TABLES) {
            assertThat(load(catalogue, name).properties()).containsEntry("weir.test", "first");
        }
        List<TableRow> before = catalogue.rows();
        assertThat(catalogue.move(heads).ending()).isEqualTo(Moved.Ending.CHANGED);
        assertThat(catalogue.rows()).isEqualTo(before);
    }

    @Test
    void whatWasThereIsKeptWhenItIsMadeAnew() {
        Catalogue catalogue = withTables();
        session(catalogue).sql("DROP TABLE weir.clinical.visits");
        assertThat(rebuilt(catalogue))
                .anyMatch(sentence -> sentence.startsWith("The catalogue that was there is kept as"));
    }

    @Test
    void aRowIsRepointedByCharactersAndOnce() {
        withTables();
        HeadCatalogue catalogue = of(warehouse());
        TableRow row = catalogue.find("clinical", "visits").orElseThrow();
        String former = "/gone/\uD835\uDCB3"; // one character, of which Java counts two
        String rest = "/clinical/visits/metadata/00002-a.metadata.json";
        TableRow moved = new TableRow("clinical", "visits", former + rest);
        assertThat(catalogue
                        .move(List.of(new Head("clinical", "visits", row.metadata(), moved.metadata())))
                        .ending())
                .isEqualTo(Moved.Ending.ALL);
        for (int time = 0; time < 2; time++) { // done already is done
            catalogue.repoint(moved, former, "/present");
            assertThat(catalogue.find("clinical", "visits").orElseThrow().metadata())
                    .isEqualTo("/present" + rest);
        }
        for (TableRow other : List.of(row, new TableRow("clinical", "nobody", former + rest))) {
            assertThatThrownBy(() -> catalogue.repoint(other, former, "/other"))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                    .hasMessageContaining(
                            other.equals(row) ? "its row names '/present" + rest + "' by now" : "its row has gone");
        }
    }

    /** Heads of all three tables, whose next metadata is written. */
    final List<Head> heads(Catalogue catalogue, String value) {
        List<Head> heads = new ArrayList<>();
        for (String name : TABLES) {
            TableOperations operations = ((BaseTable) load(catalogue, name)).operations();
            TableMetadata now = operations.current();
            MetadataFile file =
                    MetadataFile.named(warehouse(), now.metadataFileLocation()).orElseThrow();
            String next = operations.metadataFileLocation(
                    "%05d-%s.metadata.json".formatted(file.version() + 1, UUID.randomUUID()));
            TableMetadataParser.write(
                    TableMetadata.buildFrom(now)
                            .setProperties(Map.of("weir.test", value))
                            .build(),
                    operations.io().newOutputFile(next));
            heads.add(new Head("clinical", name, now.metadataFileLocation(), next));
        }
        return heads;
    }
}
