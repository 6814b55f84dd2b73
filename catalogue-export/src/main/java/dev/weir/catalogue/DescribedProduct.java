package dev.weir.catalogue;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Manifest.ProductFacts;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.text.HashedFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a description says of a product, be it released or about to be.
 *
 * @param file of the product, in which people write
 * @param columns by table those that its rows have
 */
public record DescribedProduct(ProductFacts about, String file, List<List<ReleasedColumn>> columns) {

    private static final String PRODUCT_FILE = ".odps.yaml";

    public DescribedProduct {
        columns = columns.stream().map(List::copyOf).toList();
    }

    /** As a release has it. */
    public static DescribedProduct of(Manifest manifest) {
        String file = manifest.basis().files().stream()
                .map(HashedFile::path)
                .filter(each -> each.endsWith(PRODUCT_FILE))
                .findFirst()
                .orElse("the product's file");
        return new DescribedProduct(
                manifest.about(),
                file,
                manifest.tables().stream().map(table -> table.present()).toList());
    }

    public boolean hasTable() {
        return !columns.isEmpty();
    }

    /** The categories of its columns. */
    Set<String> categories() {
        return columns.stream()
                .flatMap(Collection::stream)
                .map(ReleasedColumn::category)
                .collect(Collectors.toSet());
    }

    public boolean isPublic() {
        return about.audience().equals("public");
    }
}
