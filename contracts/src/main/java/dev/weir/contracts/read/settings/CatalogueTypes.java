package dev.weir.contracts.read.settings;

import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.Installed;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Map;

/** All types of catalogues there are, and {@code catalogue} of a profile read by the one that it names. */
public final class CatalogueTypes {

    private static final String TYPE = "type";

    private CatalogueTypes() {}

    /**
     * Those on the class path, by their names.
     *
     * @throws ProblemsException C005 when two have one name, C014 when one cannot be loaded
     */
    public static Map<String, CatalogueKeys> installed() {
        return Installed.named(
                CatalogueKeys.class,
                "types of catalogues",
                Installed.all(CatalogueKeys.class, "a type of catalogue"),
                CatalogueKeys::type);
    }

    /** A type that nobody knows is told by who would open it. */
    static CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        String type = filled.getOrDefault(TYPE, CatalogueSettings.SQLITE);
        CatalogueKeys keys = installed().get(type);
        return keys == null ? CatalogueSettings.of(type) : keys.read(catalogue, filled, problems);
    }
}
