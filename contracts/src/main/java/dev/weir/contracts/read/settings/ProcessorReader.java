package dev.weir.contracts.read.settings;

import dev.weir.contracts.Processor;
import dev.weir.contracts.read.base.ConstantWords;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Locale;

/** Reads {@code law.processor} of {@code weir.yaml}. */
final class ProcessorReader {

    private ProcessorReader() {}

    /** @param workspace the workspace's name, which stands for a processor that has no id */
    static Processor read(YamlMap map, String workspace) {
        String id = map.has("id") ? map.textOrEmpty("id") : workspace;
        return new Processor(
                id,
                map.textOrEmpty("name").isEmpty() ? workspace : map.textOrEmpty("name"),
                map.textOrEmpty("region").toUpperCase(Locale.ROOT),
                new Processor.Standing(
                        ConstantWords.answer(map, "criticalInfrastructure"),
                        ConstantWords.answer(map, "foreignControlled"),
                        ConstantWords.answer(map, "stateOrgan")),
                new Processor.Zone(
                        ConstantWords.of(map, "freeTradeZone", Processor.Listing.class), map.textOrEmpty("zone")));
    }
}
