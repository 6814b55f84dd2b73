package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Gives a copy of a warehouse the metadata of its Iceberg tables: written anew with the paths that files have there. The former
 * warehouse, its tables and its catalogue are only read. Done again it writes the same once more.
 *
 * @param session whose catalogue has the tables as they are
 * @param former root of their warehouse
 * @param present the other warehouse
 * @param staging a folder for temporary files, which executors can write
 */
public record TableMove(SparkSession session, String former, Warehouse present, Path staging) {

    /**
     * @return its row in a catalogue of the other warehouse
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}; with {@link Code#STORE_UNREACHABLE} where the table lies elsewhere
     */
    public TableRow move(TableRow row) {
        if (row.root().filter(former::equals).isEmpty()) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(row.metadata()),
                    "Table '" + row.identifier() + "' cannot be moved",
                    "the catalogue has it outside of the warehouse '" + former + "'",
                    "'weir doctor --rebuild-catalogue' enters the tables of the warehouse.");
        }
        String root = present.root();
        Path folder = staging.resolve(row.namespace()).resolve(row.name());
        Map<String, String> files = new RewrittenMetadata(session).write(row, former, root, folder.toString());
        files.forEach((staged, target) -> put(Path.of(staged), target.substring(root.length() + 1)));
        return new TableRow(row.namespace(), row.name(), root + row.metadata().substring(former.length()));
    }

    private void put(Path staged, String name) {
        try (InputStream content = Files.newInputStream(staged)) {
            present.files().put(name, content);
        } catch (IOException e) {
            throw Warehouse.notWritable(present.files().place(name), e);
        }
    }
}
