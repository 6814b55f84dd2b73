package dev.weir.contracts.format;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All source formats there are. */
public final class SourceFormats {

    /** Where some look for the widths of columns. */
    private static final String WIDTHS = "columns";

    private static @Nullable SourceFormats installed;

    private final Map<String, SourceFormat> formats;

    /**
     * @param formats in any order
     * @throws ProblemsException C005 when two have one name
     */
    public SourceFormats(Iterable<SourceFormat> formats) {
        this.formats = InstalledPlugins.named(SourceFormat.class, "source formats", formats, SourceFormat::name);
    }

    /**
     * Those on the class path.
     *
     * @throws ProblemsException C005 when two have one name, C014 when one cannot be loaded
     */
    public static synchronized SourceFormats installed() {
        if (installed == null) {
            installed = new SourceFormats(InstalledPlugins.all(SourceFormat.class, "a source format"));
        }
        return installed;
    }

    public List<String> names() {
        return List.copyOf(formats.keySet());
    }

    public Optional<SourceFormat> named(String name) {
        return Optional.ofNullable(formats.get(name));
    }

    /**
     * Tells everything that is wrong with the value of {@code weirRead}, the keys that only other formats take included.
     *
     * @param format empty where none is known, which has been reported
     */
    public void checkKeys(Optional<SourceFormat> format, YamlNode read, Problems problems) {
        Shape known = SourceFormat.weirRead();
        for (SourceFormat each : formats.values()) {
            known = known.and(each.keys());
        }
        known = known.optional(WIDTHS, FieldKinds.ANYTHING);
        format.map(SourceFormat::keys).map(known::and).orElse(known).check(read, problems);
        if (format.isPresent() && read instanceof YamlMap map) {
            Set<String> own = format.get().keys().keys();
            map.entries().keySet().stream()
                    .filter(key -> !own.contains(key))
                    .forEach(key -> reportUnused(format.get(), key, map, problems));
        }
    }

    private void reportUnused(SourceFormat format, String key, YamlMap read, Problems problems) {
        Optional<SourceFormat> other = formats.values().stream()
                .filter(each -> each.keys().keys().contains(key))
                .findFirst();
        if (other.isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    read.placeOfKey(key),
                    "'" + key + "' of weirRead says nothing here",
                    "it is about " + other.get().noun() + ", and the files are " + format.name(),
                    "take it out");
        } else if (key.equals(WIDTHS)) {
            problems.add(
                    Code.INVALID_VALUE,
                    read.placeOf(WIDTHS),
                    "'columns' of weirRead says nothing",
                    "where a column of fixed width stands is said on the column itself",
                    "write 'format: fixed', and for each column such as 'physicalName: \"9-16\"'");
        }
    }
}
