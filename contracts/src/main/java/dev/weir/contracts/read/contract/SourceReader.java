package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.standard.WeirFiles;
import dev.weir.contracts.text.Nearest;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where a source's files lie, for the chosen profile, and how they are written. */
public final class SourceReader {

    /** A scheme of two letters or more, so that no drive is taken for one. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private static final List<String> FORMATS = List.of("csv", "tsv", "ndjson", "parquet");
    private static final List<String> LATER =
            List.of("fixed", "json", "orc", "avro", "iceberg", "delta", "vcf", "fhir-ndjson");

    private final Problems problems;
    private final Optional<String> profile;
    private final List<Path> roots;

    /**
     * @param profile whose servers are used; any when there is none, which has been told
     * @param roots the folders below which local sources may lie, the workspace first
     */
    public SourceReader(Problems problems, Optional<String> profile, List<Path> roots) {
        this.problems = problems;
        this.profile = profile;
        this.roots = List.copyOf(roots);
    }

    /** The source; empty when no server of it can be used, which is then among the problems. */
    public Optional<Source> read(Contract contract, YamlMap root) {
        Optional<YamlMap> server = server(contract, root);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        String location = location(server.get());
        Optional<Source.FileFormat> format = format(server.get());
        YamlNode read = WeirProperties.of(server.get(), WeirProperties.READ)
                .orElse(new YamlMap(Map.of(), server.get().place()));
        WeirFiles.checkRead(read, problems);
        YamlMap dialect = read instanceof YamlMap map ? map : new YamlMap(Map.of(), read.place());
        if (location.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        types(contract, format.get());
        return Optional.of(new Source(contract, location, format.get(), dialect(dialect, format.get())));
    }

    /** Tells of columns whose type no reader of the format knows. */
    private void types(Contract contract, Source.FileFormat format) {
        boolean delimited = format == Source.FileFormat.CSV || format == Source.FileFormat.TSV;
        for (Table table : contract.tables()) {
            for (Column column : table.columns()) {
                if (delimited && (hasObject(column.type()) || column.type() instanceof DataType.Array)) {
                    unread(
                            column,
                            "delimited text has no " + (hasObject(column.type()) ? "objects" : "arrays"),
                            "type it as string, and split it in the transformation");
                } else if (format == Source.FileFormat.PARQUET && hasObject(column.type())) {
                    unread(
                            column,
                            "objects are not read from Parquet files yet",
                            "have the ETL write each field as a column");
                }
            }
            if (format == Source.FileFormat.NDJSON) {
                new JsonPaths(problems).check(table);
            }
        }
    }

    private void unread(Column column, String why, String remedy) {
        problems.add(
                Code.UNSUPPORTED,
                column.place(),
                "the source's column '" + column.name() + "' has the type "
                        + column.type().display(),
                why,
                remedy);
    }

    private static boolean hasObject(DataType type) {
        return type instanceof DataType.Structure
                || (type instanceof DataType.Array array && hasObject(array.element()));
    }

    private Optional<YamlMap> server(Contract contract, YamlMap root) {
        Map<String, YamlMap> servers = new LinkedHashMap<>();
        for (YamlMap server : root.maps("servers")) {
            String environment = server.textOrEmpty("environment");
            if (servers.putIfAbsent(environment, server) != null) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        server.place(),
                        "the source '" + contract.id() + "' has two servers "
                                + (environment.isEmpty() ? "without 'environment'" : "for '" + environment + "'"),
                        "a profile reads from one",
                        "keep one, or give each its 'environment'");
            }
        }
        Optional<YamlMap> server = profile.isEmpty()
                ? servers.values().stream().findFirst()
                : Optional.ofNullable(servers.getOrDefault(profile.get(), servers.get("")));
        if (server.isEmpty()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    root.placeOf("servers"),
                    "the source '" + contract.id() + "' has no server for the profile '" + profile.orElse("") + "'",
                    servers.isEmpty()
                            ? "it states no 'servers'"
                            : "its servers' environments are " + String.join(", ", servers.keySet()),
                    "add a server with 'environment: " + profile.orElse("") + "', or one without 'environment'");
        }
        return server;
    }

    private String location(YamlMap server) {
        String type = server.textOrEmpty("type");
        if (type.equals("local")) {
            local(server);
            return server.textOrEmpty("path");
        }
        if (type.equals("s3")) {
            remote(server);
            return server.textOrEmpty("location");
        }
        if (!type.isEmpty()) {
            problems.add(
                    Code.UNSUPPORTED,
                    server.placeOf("type"),
                    "servers of the type '" + type + "' are not read yet",
                    "Weir reads files from local and s3",
                    "have the ETL write files, and state where they lie");
        }
        return "";
    }

    /** Tells of a path that leads out of the folders where sources may lie. What links lead to, only a run can see. */
    private void local(YamlMap server) {
        String path = server.textOrEmpty("path");
        if (path.isEmpty()) {
            return;
        }
        if (URI.matcher(path).lookingAt() || path.indexOf('\0') >= 0) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("path"),
                    "'path' is '" + path + "'",
                    "a server of the type local names a path, not a URI",
                    "write the path alone");
            return;
        }
        Path plain = Path.of(path.split("[*?\\[{\\\\]", 2)[0]);
        Path whole = roots.get(0).resolve(plain).normalize();
        boolean up = Pattern.compile("[/{},\\\\]")
                .splitAsStream(path.substring(plain.toString().length()))
                .anyMatch(".."::equals);
        if (up || roots.stream().noneMatch(root -> whole.startsWith(root.normalize()))) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("path"),
                    "'path' is '" + path + "', which leads out of the workspace",
                    "sources lie in the workspace, or below a folder that its profile names",
                    "bring the files into the workspace, or name their folder in 'sources.roots' of the profile");
        }
    }

    private void remote(YamlMap server) {
        String location = server.textOrEmpty("location");
        if (!location.isEmpty() && !location.startsWith("s3://") && !location.startsWith("s3a://")) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("location"),
                    "'location' is '" + location + "'",
                    "a server of the type s3 lies in a bucket",
                    "write such as s3://bucket/folder, or 'type: local' with 'path'");
        }
    }

    private Optional<Source.FileFormat> format(YamlMap server) {
        String format = server.textOrEmpty("format");
        return switch (format) {
            case "csv" -> Optional.of(Source.FileFormat.CSV);
            case "tsv" -> Optional.of(Source.FileFormat.TSV);
            case "ndjson" -> Optional.of(Source.FileFormat.NDJSON);
            case "parquet" -> Optional.of(Source.FileFormat.PARQUET);
            default -> {
                wrongFormat(server, format);
                yield Optional.empty();
            }
        };
    }

    private void wrongFormat(YamlMap server, String format) {
        if (LATER.contains(format)) {
            problems.add(
                    Code.UNSUPPORTED,
                    server.placeOf("format"),
                    "files of the format '" + format + "' are not read yet",
                    "Weir reads " + String.join(", ", FORMATS),
                    format.equals("json")
                            ? "write 'ndjson' when each line holds one record"
                            : "have the ETL write one of these");
        } else if (!format.isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("format"),
                    "there is no format '" + format + "'",
                    "Weir reads " + String.join(", ", FORMATS),
                    Nearest.remedy(format, FORMATS, "write one of these"));
        } else if (server.textOrEmpty("type").equals("s3")) {
            problems.add(
                    Code.MISSING_FIELD,
                    server.place(),
                    "the server has no 'format'",
                    "Weir does not guess what files hold",
                    "add 'format': " + String.join(", ", FORMATS));
        }
    }

    private Source.Dialect dialect(YamlMap read, Source.FileFormat format) {
        if (read.has("columns")) {
            problems.add(
                    Code.UNSUPPORTED,
                    read.placeOf("columns"),
                    "columns of fixed width are not read yet",
                    "Weir reads " + String.join(", ", FORMATS),
                    "have the ETL write one of these");
        }
        List<String> said = switch (format) {
            case CSV, TSV -> List.copyOf(read.entries().keySet());
            case NDJSON -> List.of("encoding", "compression", "maxRecordBytes");
            case PARQUET -> List.of();
        };
        for (String key : read.entries().keySet()) {
            if (!said.contains(key)) {
                problems.add(
                        Code.INVALID_VALUE,
                        read.placeOfKey(key),
                        "'" + key + "' of weirRead says nothing here",
                        "it is about delimited text, and the files are "
                                + format.name().toLowerCase(Locale.ROOT),
                        "take it out");
            }
        }
        char usual = format == Source.FileFormat.TSV ? '\t' : ',';
        Source.Marks marks = new Source.Marks(
                mark(read, "delimiter", Optional.of(usual)).orElse(usual),
                mark(read, "quote", Optional.of('"')),
                mark(read, "escape", Optional.empty()),
                mark(read, "comment", Optional.empty()));
        return new Source.Dialect(
                encoding(read),
                layout(read),
                marks,
                read.texts("nullValues"),
                read.isTrue("trim") ? Source.Trim.TRIM : Source.Trim.KEEP,
                read.text("compression").map(YamlScalar::text),
                recordBytes(read));
    }

    private int recordBytes(YamlMap read) {
        Optional<BigInteger> written = read.scalar("maxRecordBytes").flatMap(YamlScalar::whole);
        if (written.isEmpty()) {
            return Source.Dialect.USUAL_RECORD_BYTES;
        }
        BigInteger bytes = written.get();
        if (bytes.signum() > 0
                && (bytes.compareTo(BigInteger.valueOf(Source.Dialect.LEAST_RECORD_BYTES)) < 0
                        || bytes.compareTo(BigInteger.valueOf(Source.Dialect.MOST_RECORD_BYTES)) > 0)) {
            problems.add(
                    Code.INVALID_VALUE,
                    read.placeOf("maxRecordBytes"),
                    "'maxRecordBytes' is " + bytes,
                    "a record may have from " + Source.Dialect.LEAST_RECORD_BYTES + " to "
                            + Source.Dialect.MOST_RECORD_BYTES + " bytes, since a task holds one in memory",
                    "write a number between them, or take it out: " + Source.Dialect.USUAL_RECORD_BYTES
                            + " is meant then");
        }
        return bytes.bitLength() < 31
                ? Math.min(
                        Source.Dialect.MOST_RECORD_BYTES, Math.max(Source.Dialect.LEAST_RECORD_BYTES, bytes.intValue()))
                : Source.Dialect.USUAL_RECORD_BYTES;
    }

    private Source.Layout layout(YamlMap read) {
        boolean headless = read.scalar("header").isPresent() && !read.isTrue("header");
        if (headless && read.scalar("byPosition").isPresent() && !read.isTrue("byPosition")) {
            problems.add(
                    Code.INVALID_VALUE,
                    read.placeOf("byPosition"),
                    "'byPosition' is false, and 'header' too",
                    "without a header, columns can only be found by their position",
                    "take 'byPosition' out");
        }
        return new Source.Layout(
                headless ? Source.Header.ABSENT : Source.Header.PRESENT,
                headless || read.isTrue("byPosition") ? Source.Matching.BY_POSITION : Source.Matching.BY_NAME,
                skipRows(read));
    }

    private int skipRows(YamlMap read) {
        BigInteger rows = read.scalar("skipRows").flatMap(YamlScalar::whole).orElse(BigInteger.ZERO);
        if (rows.bitLength() < Integer.SIZE) {
            return Math.max(0, rows.intValue()); // of a number below 0 the file's check has told
        }
        problems.add(
                Code.INVALID_VALUE,
                read.placeOf("skipRows"),
                "'skipRows' is " + rows,
                "at most " + Integer.MAX_VALUE + " lines are passed over",
                "write how many lines stand before the header");
        return 0;
    }

    private String encoding(YamlMap read) {
        Optional<YamlScalar> encoding = read.text("encoding");
        if (encoding.isEmpty()) {
            return "UTF-8";
        }
        try {
            if (Charset.isSupported(encoding.get().text())) {
                return encoding.get().text();
            }
        } catch (java.nio.charset.IllegalCharsetNameException noName) {
            // told below, as a name that is not known
        }
        problems.add(
                Code.INVALID_VALUE,
                encoding.get().place(),
                "there is no encoding '" + encoding.get().text() + "'",
                "Java does not know it",
                Nearest.remedy(
                        encoding.get().text(),
                        List.of("UTF-8", "UTF-16", "GBK", "GB18030", "GB2312", "Big5", "ISO-8859-1", "windows-1252"),
                        "write such as UTF-8 or GB18030"));
        return "UTF-8";
    }

    /** One character; an empty text means none. */
    private Optional<Character> mark(YamlMap read, String key, Optional<Character> usual) {
        Optional<YamlScalar> written = read.scalar(key);
        if (written.isEmpty() || written.get().sort() != YamlScalar.Sort.TEXT) {
            return usual;
        }
        String text = written.get().text();
        if (text.isEmpty() && !key.equals("delimiter")) {
            return Optional.empty();
        }
        if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            problems.add(
                    Code.INVALID_VALUE,
                    written.get().place(),
                    "'" + key + "' is " + written.get().describe(),
                    "it has to be one character",
                    "write such as \"" + usual.orElse('#') + "\"; a tab is \"\\t\" in double quotes");
            return usual;
        }
        return Optional.of(text.charAt(0));
    }
}
