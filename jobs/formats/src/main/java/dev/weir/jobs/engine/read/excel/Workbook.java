package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** A workbook, opened: a ZIP archive of XML parts, which name one another by relationships (ISO/IEC 29500, Office Open XML). */
final class Workbook implements Closeable {
    private static final int HEAD_BYTES = 1 << 13;
    private static final byte[] COMPOUND = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    /** Of an archive that holds something; a text may begin with its first two letters alone. */
    private static final byte[] ARCHIVE_MARK = {'P', 'K', 3, 4};

    /** So many bytes tell what a file may be. */
    static final int MARK_BYTES = ARCHIVE_MARK.length;

    private static final byte[] ARCHIVE = {'P', 'K'};
    private static final int MOST_SHEETS = 10_000;

    private final StoredChannel stored;
    private final ZipFile archive;
    private final Map<String, String> targets;
    private final List<SheetEntry> sheets = new ArrayList<>();
    private boolean since1904;

    /**
     * A sheet as the workbook lists it.
     *
     * @param kind the last word of its relationship's type: {@code worksheet}, or what it is instead
     */
    record SheetEntry(String name, boolean isHidden, String part, String kind) {
        boolean isTable() {
            return kind.equals("worksheet");
        }
    }

    Workbook(StoredChannel stored) throws IOException {
        this.stored = stored;
        this.archive = archive(stored);
        String book = target(relationships("_rels/.rels", ""), "officeDocument");
        if (book.toLowerCase(Locale.ROOT).endsWith(".bin")) {
            throw new WorkbookFormatException(
                    "is a binary workbook (.xlsb), which is not read.", "Save it as an Excel workbook (.xlsx).");
        }
        int slash = book.lastIndexOf('/') + 1;
        Map<String, Relationship> related = relationships(
                book.substring(0, slash) + "_rels/" + book.substring(slash) + ".rels", book.substring(0, slash));
        this.targets = new HashMap<>();
        related.values().forEach(each -> targets.putIfAbsent(each.kind(), each.part()));
        try (PartXml xml = part(book)) {
            while (xml.next()) {
                if (xml.begins("workbookPr")) {
                    since1904 = xml.flag("date1904");
                } else if (xml.begins("extLst")) {
                    xml.skip(); // what newer versions add has elements of the same names
                } else if (xml.begins("sheet")) {
                    add(xml, related);
                }
            }
        }
    }

    private void add(PartXml xml, Map<String, Relationship> related) throws IOException {
        Relationship relationship = related.get(xml.required("id"));
        if (relationship == null || sheets.size() == MOST_SHEETS) {
            throw xml.damaged("a sheet has no part");
        }
        String state = xml.attribute("state");
        sheets.add(new SheetEntry(
                xml.required("name"),
                state != null && !state.equals("visible"),
                relationship.part(),
                relationship.kind()));
    }

    /**
     * Opens a file.
     *
     * @throws WorkbookFormatException if it is something else, is encrypted, or is damaged
     */
    static Workbook open(Configuration configuration, SourceFile file) throws IOException {
        return SourceStreams.over(SourceStreams.stored(configuration, file), stored -> {
            checkBeginning(stored);
            return new Workbook(new StoredChannel(stored, file.bytes()));
        });
    }

    private static ZipFile archive(StoredChannel channel) throws IOException {
        try {
            return new ZipFile(channel);
        } catch (IOException | RuntimeException e) { // on damaged archives it throws either
            channel.checkRead();
            WorkbookFormatException fault =
                    WorkbookFormatException.damaged("its list of parts cannot be read, as if it were cut off");
            fault.addSuppressed(e);
            throw fault;
        }
    }

    private static void checkBeginning(FSDataInputStream stored) throws IOException {
        byte[] head = stored.readNBytes(HEAD_BYTES);
        if (begins(head, COMPOUND)) {
            String names = new String(head, StandardCharsets.ISO_8859_1);
            if (names.contains(wide("EncryptedPackage")) || names.contains(wide("EncryptionInfo"))) {
                throw new WorkbookFormatException("is encrypted.", "Save it without a password.");
            }
            throw new WorkbookFormatException(
                    "is a workbook of Excel 97 to 2003 (.xls), or is encrypted.",
                    "Save it as an Excel workbook (.xlsx), without a password.");
        }
        if (!begins(head, ARCHIVE)) {
            throw new WorkbookFormatException(
                    "is no Excel workbook: it does not begin as one does.",
                    "Correct the source's format, or save the file as an Excel workbook (.xlsx).");
        }
    }

    /** Whether a file that begins so is a workbook, or of a kind that people take for one. */
    static boolean mayBe(byte[] head) {
        return begins(head, ARCHIVE_MARK) || begins(head, COMPOUND);
    }

    private static boolean begins(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    /** As names stand in a compound file: two bytes for each character. */
    private static String wide(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    /** A link from a part to another; its kind is the last word of its type. */
    private record Relationship(String kind, String part) {}

    private Map<String, Relationship> relationships(String of, String folder) throws IOException {
        Map<String, Relationship> found = new HashMap<>();
        try (PartXml xml = part(of)) {
            while (xml.next()) {
                if (xml.begins("Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
                    String type = xml.required("Type");
                    String target = xml.required("Target");
                    found.put(
                            xml.required("Id"),
                            new Relationship(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    target.startsWith("/") ? target.substring(1) : resolved(folder + target)));
                }
            }
        }
        return found;
    }

    /** A path without steps up and steps that stay. */
    private static String resolved(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                if (!steps.isEmpty()) {
                    steps.remove(steps.size() - 1);
                }
            } else if (!step.equals(".")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    private static String target(Map<String, Relationship> related, String kind) throws WorkbookFormatException {
        return related.values().stream()
                .filter(each -> each.kind().equals(kind))
                .map(Relationship::part)
                .findFirst()
                .orElseThrow(Workbook::noWorkbook);
    }

    private static WorkbookFormatException noWorkbook() {
        return new WorkbookFormatException(
                "is a ZIP archive, and no Excel workbook.",
                "Correct the source's format, or save the file as an Excel workbook (.xlsx).");
    }

    /** Opens a part; the caller closes it. */
    PartXml part(String name) throws IOException {
        ZipArchiveEntry entry = entry(name);
        if (entry == null) {
            throw name.startsWith("_rels/")
                    ? noWorkbook()
                    : WorkbookFormatException.damaged("it lacks its part '" + name + "'");
        }
        int times = 0;
        for (ZipArchiveEntry each : archive.getEntries(entry.getName())) {
            times += each.isDirectory() ? 0 : 1;
        }
        if (times > 1) {
            throw WorkbookFormatException.damaged("its part '" + name + "' stands in it " + times + " times");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new WorkbookFormatException("is encrypted.", "Save it without a password.");
        }
        if (!archive.canReadEntryData(entry)) {
            throw WorkbookFormatException.damaged(
                    "its part '" + name + "' is packed in another way than workbooks are");
        }
        return new PartXml(name, new PartStream(archive.getInputStream(entry), entry, stored));
    }

    /** A part of the archive; their names are the same in upper and lower case. */
    private @Nullable ZipArchiveEntry entry(String name) {
        ZipArchiveEntry entry = archive.getEntry(name);
        return entry != null
                ? entry
                : Collections.list(archive.getEntries()).stream()
                        .filter(each -> each.getName().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * The sheet that a contract means.
     *
     * @throws WorkbookFormatException if there is none, with the names that there are, as far as they look like names and not like values
     */
    SheetEntry sheet(ExcelDialect.Sheet wanted) throws WorkbookFormatException {
        if (wanted instanceof ExcelDialect.Sheet.ByName named) {
            return table(sheets.stream()
                    .filter(each -> each.name().equals(named.name()))
                    .findFirst()
                    .orElseThrow(() -> new WorkbookFormatException(
                            "has no sheet '" + named.name() + "': it has " + sheets.size() + ", " + names(sheets) + ".",
                            "Write one of its sheets at 'sheet' in weirRead.")));
        }
        if (wanted instanceof ExcelDialect.Sheet.Numbered numbered) {
            if (numbered.number() > sheets.size()) {
                throw new WorkbookFormatException(
                        "has no sheet " + numbered.number() + ": it has " + sheets.size() + ", " + names(sheets) + ".",
                        "Write one of its sheets at 'sheet' in weirRead.");
            }
            return table(sheets.get(numbered.number() - 1));
        }
        List<SheetEntry> visible = sheets.stream()
                .filter(each -> each.isTable() && !each.isHidden())
                .toList();
        if (visible.size() != 1) {
            throw new WorkbookFormatException(
                    visible.isEmpty()
                            ? "has no sheet of cells that is not hidden."
                            : "has " + visible.size() + " sheets: " + names(visible) + ".",
                    "Say at 'sheet' in weirRead which one is meant, by its name or number.");
        }
        return visible.get(0);
    }

    private static SheetEntry table(SheetEntry sheet) throws WorkbookFormatException {
        if (!sheet.isTable()) {
            throw new WorkbookFormatException(
                    "has a chart or dialogue where its contract says the sheet is.",
                    "Write a sheet of cells at 'sheet' in weirRead.");
        }
        return sheet;
    }

    private static String names(List<SheetEntry> sheets) {
        List<String> names = sheets.stream().map(SheetEntry::name).toList();
        return names.stream().allMatch(UnknownColumns::looksLikeName)
                ? names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                : "their names may be values, and are not shown";
    }

    /** All sheets, hidden ones included. */
    List<SheetEntry> sheets() {
        return List.copyOf(sheets);
    }

    /** The number of a sheet, from 1. */
    int number(SheetEntry sheet) {
        return sheets.indexOf(sheet) + 1;
    }

    /** Whether its days are counted from 1904, as the first Excel for the Macintosh did, and not from 1900. */
    boolean isSince1904() {
        return since1904;
    }

    /** The texts that cells refer to; none where it has no such part, which some programs name all the same. */
    SharedTexts texts() throws IOException {
        String part = targets.get("sharedStrings");
        return new SharedTexts(part == null || entry(part) == null ? null : part(part));
    }

    /** What the formats of its cells say. */
    CellFormats formats() throws IOException {
        String part = targets.get("styles");
        if (part == null || entry(part) == null) {
            return new CellFormats(List.of());
        }
        try (PartXml xml = part(part)) {
            return CellFormats.of(xml);
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
