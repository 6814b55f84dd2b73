package dev.weir.contracts.read.rules;

import dev.weir.contracts.Problems;
import dev.weir.contracts.text.OwnResource;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/** The packs that come with Weir, as resources; each is read only when it is used. */
public final class BuiltInPacks {

    /** Their names, in alphabetical order. */
    public static final List<String> NAMES = List.of(
            "dates-in-order",
            "icd-10",
            "identity-cn",
            "keys-and-references",
            "loinc",
            "sequences",
            "smiles",
            "ucum",
            "vcf-basics");

    private BuiltInPacks() {}

    /** The pack of that name; empty when there is none. */
    public static Optional<YamlMap> find(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        String path = "/packs/" + name + ".yaml";
        Problems problems = new Problems();
        Optional<YamlNode> node = YamlReader.read(OwnResource.text(BuiltInPacks.class, path), path, problems);
        problems.throwIfAny();
        return node.map(YamlMap.class::cast);
    }
}
