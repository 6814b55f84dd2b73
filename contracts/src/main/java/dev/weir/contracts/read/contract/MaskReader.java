package dev.weir.contracts.read.contract;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Problems;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code weirMask}: a method's name, or {@code method} with its parameters. */
public final class MaskReader {

    private static final String METHOD = "method";

    private static @Nullable Map<String, MaskForms.Form> forms;

    private static final Set<String> UNKEYED_HASHES =
            Set.of(("hash md5 sha sha1 sha-1 sha2 sha224 sha256 sha-256 sha384"
                            + " sha512 sha-512 sha3 sm3 blake2b blake3 crc32 murmur3 xxhash64")
                    .split(" "));

    private MaskReader() {}

    private static synchronized Map<String, MaskForms.Form> forms() {
        if (forms == null) {
            Map<String, MaskForms.Form> all = new LinkedHashMap<>();
            ServiceLoader.load(MaskForms.class, MaskForms.class.getClassLoader())
                    .forEach(found -> found.forms().forEach(form -> all.putIfAbsent(form.method(), form)));
            forms = all;
        }
        return forms;
    }

    /**
     * The mask that a value names, alone or with what it takes; a problem where it names none.
     *
     * @throws dev.weir.contracts.ProblemsException C014 or C005 when a mask on the class path cannot be used
     */
    public static Optional<MaskChoice> read(YamlNode value, Problems problems) {
        if (value instanceof YamlScalar scalar && scalar.sort() == YamlScalar.Sort.TEXT) {
            return method(scalar, problems) ? Optional.of(new MaskChoice(scalar.text(), Map.of())) : Optional.empty();
        }
        if (value instanceof YamlMap map && map.text(METHOD).isPresent()) {
            return method(map.text(METHOD).get(), problems) ? Optional.of(choice(map, problems)) : Optional.empty();
        }
        problems.add(
                Code.INVALID_MASK,
                value.place(),
                "'weirMask' is " + value.describe() + (value instanceof YamlMap ? " without 'method'" : ""),
                "it has to be a method's name, or an object with 'method' and its parameters",
                "write 'weirMask' with the value redact, or { method: generalise, to: year }");
        return Optional.empty();
    }

    private static MaskChoice choice(YamlMap map, Problems problems) {
        String method = map.textOrEmpty(METHOD);
        Map<String, String> parameters = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            if (key.equals(METHOD)) {
                return;
            }
            if (entry.value() instanceof YamlScalar scalar && scalar.sort() != YamlScalar.Sort.NULL) {
                parameters.put(key, scalar.text());
            } else {
                problems.add(
                        Code.INVALID_MASK,
                        entry.value().place(),
                        "the parameter '" + key + "' of the mask is "
                                + entry.value().describe(),
                        "parameters are single values",
                        "write one value");
            }
        });
        List<MaskForms.FormParameter> known =
                requireNonNull(forms().get(method)).parameters();
        for (MaskForms.FormParameter parameter : known) {
            if (!parameter.words().isEmpty() && (parameter.isRequired() || map.has(parameter.name()))) {
                word(map, parameter.name(), parameter.words(), problems);
            }
        }
        if (known.isEmpty() && !parameters.isEmpty()) {
            problems.add(
                    Code.INVALID_MASK,
                    map.place(),
                    "the mask '" + method + "' has parameters",
                    "it takes none",
                    "write only 'weirMask: " + method + "'");
        }
        return new MaskChoice(method, parameters);
    }

    private static void word(YamlMap map, String key, List<String> allowed, Problems problems) {
        String text = map.textOrEmpty(key);
        if (!allowed.contains(text)) {
            problems.add(
                    Code.INVALID_MASK,
                    map.placeOf(key),
                    text.isEmpty() ? "the mask says no '" + key + "'" : "'" + key + "' of the mask is '" + text + "'",
                    "it has to be one of " + String.join(", ", allowed),
                    text.isEmpty() ? "add '" + key + "'" : NearestName.remedy(text, allowed, "write one of these"));
        }
    }

    private static boolean method(YamlScalar method, Problems problems) {
        if (forms().containsKey(method.text())) {
            return true;
        }
        String lower = method.text().toLowerCase(Locale.ROOT);
        if (UNKEYED_HASHES.contains(lower)) {
            problems.add(
                    Code.INVALID_MASK,
                    method.place(),
                    "the mask '" + method.text() + "' is a hash without a key",
                    "anyone who can guess a value can undo it",
                    "write 'pseudonymise', which is keyed");
        } else {
            problems.add(
                    Code.INVALID_MASK,
                    method.place(),
                    "there is no mask '" + method.text() + "'",
                    "masks are " + String.join(", ", forms().keySet()),
                    NearestName.remedy(
                            method.text(), forms().keySet(), InstalledPlugins.writeOneOf("these", "a mask")));
        }
        return false;
    }
}
