package dev.weir.contracts.read.settings;

import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Map;

/**
 * A type of catalogue, as far as {@code weir.yaml} speaks of it. {@link CatalogueTypes} finds each by {@link
 * java.util.ServiceLoader}; who opens such a catalogue is found by the same type.
 */
public interface CatalogueKeys {

    /** The value of {@code type} of a profile's {@code catalogue}; no two have the same. */
    String type();

    /**
     * What a profile declares, with all that is wrong with it reported.
     *
     * @param catalogue as written
     * @param filled the values, with the environment's in them; what is nested has dots in its key
     */
    CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems);
}
