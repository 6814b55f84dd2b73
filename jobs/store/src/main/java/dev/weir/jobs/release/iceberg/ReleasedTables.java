package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.catalogue.Catalogue;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;

/** The tables of releases, for reading alone, as the catalogue has them now. */
final class ReleasedTables {

    private final SparkSession session;
    private final Optional<Catalogue> catalogue;

    /** @param catalogue by which a damaged table is reported at once */
    ReleasedTables(SparkSession session, Optional<Catalogue> catalogue) {
        this.session = session;
        this.catalogue = catalogue;
    }

    /**
     * The table that has the released snapshot.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when it is gone; with {@link Code#STORE_UNREACHABLE} when
     *     its metadata is damaged
     */
    Table of(ReleasedTable.Version version) {
        return find(name(version))
                .filter(found -> found.snapshot(version.number()) != null)
                .orElseThrow(() -> ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of(version.location()),
                        "Snapshot " + version.number() + " of table '" + version.identifier() + "' is gone",
                        "the table was dropped, or its snapshots were expired by hand",
                        "Restore the warehouse from a copy; where the catalogue alone was lost, 'weir doctor"
                                + " --rebuild-catalogue' makes it anew."));
    }

    static TableIdentifier name(ReleasedTable.Version version) {
        String identifier = version.identifier();
        int dot = identifier.lastIndexOf('.');
        return TableIdentifier.of(Namespace.of(identifier.substring(0, dot)), identifier.substring(dot + 1));
    }

    private Optional<Table> find(TableIdentifier name) {
        if (catalogue.isPresent()) {
            HadoopFileIO files = new HadoopFileIO(session.sessionState().newHadoopConf());
            return catalogue
                    .get()
                    .find(name.namespace().level(0), name.name())
                    .map(row -> DescribedTable.of(row, files));
        }
        try {
            return Optional.of(
                    Spark3Util.loadIcebergCatalog(session, Catalogue.NAME).loadTable(name));
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return Optional.empty();
        }
    }
}
