package dev.weir.contracts.read.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.settings.CatalogueKeys;
import dev.weir.contracts.read.settings.CatalogueTypes;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Map;

/** A catalogue in a file of the warehouse: it takes no key of a server. */
public final class EmbeddedKeys implements CatalogueKeys {

    @Override
    public String type() {
        return CatalogueSettings.SQLITE;
    }

    @Override
    public CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        CatalogueTypes.SHAPE.keys().stream()
                .filter(key -> !key.equals(CatalogueTypes.TYPE.name()) && catalogue.has(key))
                .forEach(key -> problems.add(
                        Code.INVALID_VALUE,
                        catalogue.placeOf(key),
                        "'" + key + "' is nothing to the catalogue of the type '" + type() + "'",
                        "its file lies in the warehouse, and has no users",
                        "write 'type: " + (key.equals(CatalogueTypes.URI.name()) ? "rest" : "postgresql")
                                + "' for one on a server, or take '" + key + "' out"));
        return CatalogueSettings.EMBEDDED;
    }
}
