package dev.weir.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an exporter made of a release.
 *
 * @param files by which the release is entered; each name once
 * @param gaps what its form has a place for and the release does not say
 */
public record CatalogueExport(List<ExportedFile> files, List<Gap> gaps) {

    public CatalogueExport {
        files = List.copyOf(files);
        gaps = List.copyOf(gaps);
        long names = files.stream().map(ExportedFile::name).distinct().count();
        if (names < files.size()) {
            throw new IllegalArgumentException("Two files of an export have one name");
        }
    }

    /** One file, and nothing that it could not say. */
    public static CatalogueExport of(String name, String text) {
        return new CatalogueExport(List.of(new ExportedFile(name, text)), List.of());
    }

    /**
     * A file of an entry.
     *
     * @param name such as {@code 12.ttl}: in the product's folder, without a folder of its own
     * @param text all of it, to be written as UTF-8
     */
    public record ExportedFile(String name, String text) {

        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

        public ExportedFile {
            if (!PLAIN.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no name of a file in its product's folder");
            }
        }
    }
}
