package dev.weir.jobs.draft;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be looked at.
 *
 * @param files names of files, folders and patterns, from the workspace's root
 * @param addresses of databases that the profile names
 * @param tables those of the databases that are meant, each with its schema or without; all of the usual schema where none is named
 */
public record DraftInputs(List<String> files, List<String> addresses, List<String> tables) {

    private static final String DATABASE = "jdbc:";

    public DraftInputs {
        files = List.copyOf(files);
        addresses = List.copyOf(addresses);
        tables = List.copyOf(tables);
    }

    /** Of names as they are typed: files, and addresses of databases. */
    public static DraftInputs of(List<String> typed, List<String> tables) {
        List<String> files = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        typed.forEach(name -> (isDatabase(name) ? addresses : files).add(name));
        return new DraftInputs(files, addresses, tables);
    }

    /** The folder in which all lies that a name stands for: of a pattern, and of a file, the one before. */
    public static String folder(String name) {
        String plain = plain(name);
        return plain.equals(name) && !Files.isDirectory(Path.of(name))
                ? name.substring(0, Math.max(name.lastIndexOf('/'), 0))
                : plain;
    }

    /** The folders of a name before the first with a wildcard. */
    static String plain(String name) {
        return name.replaceFirst("(?s)[^/]*[*?\\[{].*", "");
    }

    /** Whether a name is the address of a database. */
    public static boolean isDatabase(String name) {
        return name.startsWith(DATABASE);
    }
}
