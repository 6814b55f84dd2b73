package dev.weir.catalogue.datahub;

import dev.weir.catalogue.TableOrigins.OfRelease;
import dev.weir.catalogue.TableOrigins.OfSource;
import dev.weir.catalogue.TableOrigins.Origin;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The URNs of DataHub, as its own sources of Iceberg and Delta make them: what they read of a table meets what Weir says of it. */
final class DataHubNames {

    private static final String PLATFORM = "urn:li:dataPlatform:";

    private DataHubNames() {}

    /** A table: Iceberg's by namespace and name, Delta's by bucket and key; one on a disk by the product's and its own name. */
    static String dataset(Manifest manifest, ReleasedTable table) {
        return dataset(manifest.product(), table.name(), table.version());
    }

    private static String dataset(String product, String table, ReleasedTable.Version version) {
        return dataset(platform(version), name(product, table, version));
    }

    private static String dataset(String platform, String name) {
        return "urn:li:dataset:(" + platform + "," + part(name) + ",PROD)";
    }

    /** What a table is made of; a source by its name, since its place is for no reader. */
    static String origin(Origin origin) {
        return origin instanceof OfRelease of
                ? dataset(of.product(), of.table(), of.version())
                : dataset(PLATFORM + "file", ((OfSource) origin).table());
    }

    static String platform(ReleasedTable.Version version) {
        TableFormat format = version.format();
        return PLATFORM + (format.equals(TableFormat.DELTA) ? "delta-lake" : format.name());
    }

    static boolean isOnDisk(ReleasedTable.Version version) {
        return !version.location().contains("://") || version.location().startsWith("file:");
    }

    private static String name(String product, String table, ReleasedTable.Version version) {
        if (!version.format().equals(TableFormat.DELTA)) {
            return version.identifier();
        }
        return isOnDisk(version)
                ? product + "." + table
                : version.location().replaceFirst("^[a-z0-9]+://", "").replaceFirst("/$", "");
    }

    static String column(String dataset, String column) {
        return "urn:li:schemaField:(" + dataset + "," + part(column) + ")";
    }

    static String product(Manifest manifest) {
        return "urn:li:dataProduct:" + part(manifest.product());
    }

    /** A term: the workspace's own by its id, another by its address. */
    static String term(CitedTerm term) {
        return "urn:li:glossaryTerm:" + part((term.isOwn() ? "weir." : "") + term.id());
    }

    static String property(String name) {
        return "urn:li:structuredProperty:dev.weir." + name;
    }

    /** A rule of a product: the same in each release. */
    static String assertion(Manifest manifest, String rule) {
        byte[] name = ("weir " + manifest.product() + " " + rule).getBytes(StandardCharsets.UTF_8);
        return "urn:li:assertion:" + UUID.nameUUIDFromBytes(name);
    }

    /** What a URN keeps for itself is percent-encoded. */
    private static String part(String text) {
        return text.replace("%", "%25").replace(",", "%2C").replace("(", "%28").replace(")", "%29");
    }
}
