package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.table.LazySpark;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopFileIO;

/** The tables of releases, for reading alone, as the catalogue has them now. */
final class ReleasedTables {

    private final LazySpark spark;
    private final Optional<Catalogue> catalogue;

    /** @param catalogue by which a damaged table is reported at once */
    ReleasedTables(LazySpark spark, Optional<Catalogue> catalogue) {
        this.spark = spark;
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
                                + " --rebuild-catalogue' makes it anew. Where there is no copy, 'weir doctor' says how to go"
                                + " on."));
    }

    /**
     * All that lie in a namespace; none where nothing was made yet.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when the metadata of one is damaged
     */
    Collection<Table> of(String namespace) {
        if (catalogue.isEmpty()) {
            return NamespaceTables.of(spark.session(), namespace).values();
        }
        if (!catalogue.get().exists()) {
            return List.of();
        }
        HadoopFileIO files = new HadoopFileIO(spark.hadoop());
        return catalogue.get().rows(namespace).stream()
                .map(row -> DescribedTable.of(row, files))
                .toList();
    }

    static TableIdentifier name(ReleasedTable.Version version) {
        String identifier = version.identifier();
        int dot = identifier.lastIndexOf('.');
        return TableIdentifier.of(Namespace.of(identifier.substring(0, dot)), identifier.substring(dot + 1));
    }

    private Optional<Table> find(TableIdentifier name) {
        if (catalogue.isPresent()) {
            HadoopFileIO files = new HadoopFileIO(spark.hadoop());
            return catalogue
                    .get()
                    .find(name.namespace().level(0), name.name())
                    .map(row -> DescribedTable.of(row, files));
        }
        return NamespaceTables.find(spark.session(), name);
    }
}
