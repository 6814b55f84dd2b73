package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.jobs.release.table.TableFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * An Iceberg table's metadata, written anew for another root by Iceberg's own {@code rewrite_table_path}: the metadata of all
 * versions that can be read, manifest lists and manifests, with the names that they have, in a folder of their own.
 *
 * @param session whose catalogue has the table
 */
record RewrittenMetadata(SparkSession session) {
    /**
     * @param staging a folder for it alone
     * @return the plain paths of its files, and where each belongs
     */
    Map<String, String> write(TableRow row, String former, String present, String staging) {
        String name = Catalogue.table(row.namespace(), row.name());
        Row result = session.sql("CALL " + Catalogue.NAME + ".system.rewrite_table_path(table => '"
                        + escaped(name) + "', source_prefix => '" + escaped(former) + "', target_prefix => '"
                        + escaped(present) + "', staging_location => '" + escaped(staging) + "')")
                .collectAsList()
                .get(0);
        Map<String, String> moves = new LinkedHashMap<>();
        for (Row file : session.read()
                .csv(result.getAs("file_list_location").toString())
                .collectAsList()) {
            String source = TableFolder.plain(file.getString(0));
            // the others are data files, which are not written anew
            if (source.startsWith(TableFolder.plain(staging) + "/")) {
                moves.put(source, TableFolder.plain(file.getString(1)));
            }
        }
        return moves;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
