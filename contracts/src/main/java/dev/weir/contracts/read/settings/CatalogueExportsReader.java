package dev.weir.contracts.read.settings;

import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.CatalogueExports.Kind;
import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.catalogue.WebFolder;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code catalogue} of {@code weir.yaml}, which is beside the profiles: a profile's own {@code catalogue} finds tables. */
final class CatalogueExportsReader {

    private static final String ADDRESS =
            "an address of the web, without a query, '..' and letters beyond ASCII, such as ";

    private static final Field<CatalogueBase> BASE = Field.optional(
            "base",
            FieldKinds.parsed(ADDRESS + "https://data.example.org/", CatalogueBase::parse),
            "Where identifiers of products, releases, tables and columns begin: an address that you own; urn:weir: when left out.");
    private static final Field<WebFolder> DOWNLOADS = Field.optional(
            "downloads",
            FieldKinds.parsed(ADDRESS + "https://data.example.org/warehouse/", WebFolder::parse),
            "Where the warehouse is served: catalogues get the addresses of files of public products; of none when left out.");
    private static final Field<List<YamlScalar>> EXPORTS = Field.optional(
            "exports",
            FieldKinds.listOf(FieldKinds.WRITTEN),
            "The kinds of export that each release gets, such as site and dcat; each that is installed when left out.");

    static final Shape SHAPE = Shape.of("what catalogues are given", WorkspaceFile.PATH, BASE, DOWNLOADS, EXPORTS);

    private CatalogueExportsReader() {}

    /** What is written; a kind that stands twice is a problem. Whether there is such an exporter, those who have them look at. */
    static CatalogueExports read(Optional<YamlMap> written, Problems problems) {
        return written.map(catalogue -> new CatalogueExports(
                        BASE.or(catalogue, CatalogueBase.URN),
                        DOWNLOADS.in(catalogue),
                        EXPORTS.in(catalogue).map(kinds -> once(kinds, problems))))
                .orElse(CatalogueExports.ALL);
    }

    private static List<Kind> once(List<YamlScalar> written, Problems problems) {
        List<Kind> kinds = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlScalar kind : written) {
            if (names.add(kind.text())) {
                kinds.add(new Kind(kind.text(), kind.place()));
            } else {
                problems.add(
                        Code.DUPLICATE_NAME,
                        kind.place(),
                        "'" + kind.text() + "' stands twice under 'exports'",
                        "each kind of export is made once",
                        "take one of them out");
            }
        }
        return kinds;
    }
}
