package dev.weir.catalogue;

import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.catalogue.WebFolder;
import dev.weir.contracts.release.ReleasedTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where anyone has the files of a release: of a public product alone, and where the files are its tables.
 *
 * @param tables by table the address of each of its files; none where there is a cause
 * @param lacks why there are none
 */
public record Downloads(Map<String, List<String>> tables, Optional<Gap.Cause> lacks) {

    /** More files of a table are not listed one by one. */
    public static final int MOST_FILES = 1_000;

    public Downloads {
        tables = new LinkedHashMap<>(tables);
    }

    /** Of a release. */
    public static Downloads of(CatalogueEntry entry) {
        if (!DescribedProduct.of(entry.manifest()).isPublic()) {
            return none(new Gap.NotPublic());
        }
        TableFiles files = TableFiles.of(entry);
        if (!files.obstacles().isEmpty()) {
            return none(files.obstacles().get(0));
        }
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (ReleasedTable table : entry.manifest().tables()) {
            Optional<WebFolder> folder = entry.storage().downloads(table.name());
            List<String> paths = files.paths(table.name());
            if (folder.isEmpty()) {
                return none(Gap.NoAddress.DOWNLOADS);
            }
            if (paths.size() > MOST_FILES) {
                return none(new Gap.NotMeasured("Table '" + table.name() + "' has " + paths.size()
                        + " files, too many to name each: 'weir compact' makes fewer"));
            }
            tables.put(table.name(), paths.stream().map(folder.get()::file).toList());
        }
        return tables.isEmpty()
                ? none(new Gap.NotMeasured("The release has no table"))
                : new Downloads(tables, Optional.empty());
    }

    /** Why a product that is released now would have none, as far as that is known before. */
    public static Optional<Gap.Cause> lacking(DescribedProduct product, CatalogueExports exports) {
        if (!product.isPublic()) {
            return Optional.of(new Gap.NotPublic());
        }
        return exports.downloads().isPresent() ? Optional.empty() : Optional.of(Gap.NoAddress.DOWNLOADS);
    }

    private static Downloads none(Gap.Cause cause) {
        return new Downloads(Map.of(), Optional.of(cause));
    }
}
