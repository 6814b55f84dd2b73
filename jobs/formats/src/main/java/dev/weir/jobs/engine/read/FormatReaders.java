package dev.weir.jobs.engine.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.SourceFormats;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The readers of all source formats. */
public final class FormatReaders {

    private static final Place SERVICES = InstalledPlugins.services(FormatReader.class);

    private static @Nullable FormatReaders installed;

    private final Map<String, FormatReader> readers = new HashMap<>();

    /**
     * @param formats what contracts may name
     * @param readers in any order
     * @throws ProblemsException C005 when two read one format, C014 when a format has no reader, or a reader none
     */
    public FormatReaders(List<String> formats, Iterable<FormatReader> readers) {
        for (FormatReader reader : readers) {
            for (String format : reader.formats()) {
                FormatReader first = this.readers.putIfAbsent(format, reader);
                if (first != null) {
                    throw ProblemsException.of(
                            Code.DUPLICATE_NAME,
                            SERVICES,
                            "the source format '" + format + "' has two readers",
                            first.getClass().getName() + " and "
                                    + reader.getClass().getName() + " say that they read it",
                            "take one out of the class path");
                }
                if (!formats.contains(format)) {
                    throw half(
                            format,
                            reader.getClass().getName() + " reads it, and no " + SourceFormat.class.getName()
                                    + " says what contracts may say of it");
                }
            }
        }
        for (String format : formats) {
            if (!this.readers.containsKey(format)) {
                throw half(
                        format, "contracts may name it, and no " + FormatReader.class.getName() + " reads its files");
            }
        }
    }

    private static ProblemsException half(String format, String why) {
        return ProblemsException.of(
                Code.UNSUPPORTED,
                SERVICES,
                "of the source format '" + format + "' one half is missing",
                why,
                "add the other half to the class path, with its line in META-INF/services, or take this one out");
    }

    /**
     * Those on the class path.
     *
     * @throws ProblemsException as the constructor; C014 when one cannot be loaded
     */
    public static synchronized FormatReaders installed() {
        if (installed == null) {
            installed = new FormatReaders(
                    SourceFormats.installed().names(),
                    InstalledPlugins.all(FormatReader.class, "the reader of a source format"));
        }
        return installed;
    }

    /** The reader of a format that a contract names. */
    public FormatReader of(String format) {
        FormatReader reader = readers.get(format);
        if (reader == null) {
            throw new IllegalArgumentException("There is no source format '" + format + "'");
        }
        return reader;
    }

    /**
     * How each table of a file seems to be written: by the first format that recognises it: narrow ones first, then by their names from the
     * last to the first.
     */
    public List<Layout> layouts(Configuration configuration, SourceFile file) {
        return new TreeMap<>(readers)
                .descendingMap().values().stream()
                        .distinct()
                        .sorted(Comparator.comparing(FormatReader::isNarrow).reversed())
                        .map(reader -> reader.layouts(configuration, file))
                        .filter(layouts -> !layouts.isEmpty())
                        .findFirst()
                        .orElse(List.of());
    }

    /** The first of them. */
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return layouts(configuration, file).stream().findFirst();
    }
}
