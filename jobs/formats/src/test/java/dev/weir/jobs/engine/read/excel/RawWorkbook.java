package dev.weir.jobs.engine.read.excel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks as the standard has their XML, or as it has not. */
public final class RawWorkbook {
    private static final String RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final List<String> links = new ArrayList<>();
    private String properties = "";

    /** With one sheet of these rows, of which the first is row 1. */
    public static RawWorkbook of(String... rows) {
        return new RawWorkbook().sheet("Sheet1", "visible", rows);
    }

    /** A row of cells, each as XML without its place. */
    public static String row(String... cells) {
        return "<row>" + String.join("", cells) + "</row>";
    }

    public static String text(String text) {
        return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text) + "</t></is></c>";
    }

    public static String number(String number) {
        return "<c><v>" + number + "</v></c>";
    }

    /** A number with a format of {@link #formats}, from 1. */
    public static String number(String number, int format) {
        return "<c s=\"" + format + "\"><v>" + number + "</v></c>";
    }

    public static String cell(String type, String value) {
        return "<c t=\"" + type + "\"><v>" + value + "</v></c>";
    }

    public static String empty() {
        return "<c s=\"0\"/>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    public RawWorkbook sheet(String name, String state, String... rows) {
        return raw(
                name,
                state,
                "worksheet",
                HEAD + "<worksheet " + MAIN + "><sheetData>" + String.join("", rows) + "</sheetData></worksheet>");
    }

    /** A sheet with what stands behind its rows. */
    RawWorkbook mergedSheet(String name, String merged, String... rows) {
        StringBuilder ranges = new StringBuilder("<mergeCells>");
        for (String range : merged.split(" ", -1)) {
            ranges.append("<mergeCell ref=\"").append(range).append("\"/>");
        }
        return raw(
                name,
                "visible",
                "worksheet",
                HEAD + "<worksheet " + MAIN + "><sheetData>" + String.join("", rows) + "</sheetData>" + ranges
                        + "</mergeCells></worksheet>");
    }

    RawWorkbook raw(String name, String state, String kind, String xml) {
        int number = links.size() + 1;
        String part = kind + "s/sheet" + number + ".xml";
        sheets.append("<sheet name=\"")
                .append(escaped(name))
                .append("\" sheetId=\"")
                .append(number);
        sheets.append("\" state=\"")
                .append(state)
                .append("\" r:id=\"rId")
                .append(number)
                .append("\"/>");
        links.add(kind + " " + part);
        parts.put("xl/" + part, xml);
        return this;
    }

    /** Formats by their codes; the first is number 1, since 0 is none. */
    public RawWorkbook formats(String... codes) {
        StringBuilder written = new StringBuilder();
        StringBuilder used = new StringBuilder("<xf numFmtId=\"0\"/>");
        for (int i = 0; i < codes.length; i++) {
            written.append("<numFmt numFmtId=\"").append(164 + i).append("\" formatCode=\"");
            written.append(escaped(codes[i]).replace("\"", "&quot;")).append("\"/>");
            used.append("<xf numFmtId=\"").append(164 + i).append("\"/>");
        }
        links.add("styles styles.xml");
        parts.put(
                "xl/styles.xml",
                HEAD + "<styleSheet " + MAIN + "><numFmts>" + written
                        + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + used
                        + "</cellXfs></styleSheet>");
        return this;
    }

    /** Texts that cells refer to, each as the XML of its element. */
    RawWorkbook texts(String... items) {
        links.add("sharedStrings sharedStrings.xml");
        parts.put(
                "xl/sharedStrings.xml",
                HEAD + "<sst " + MAIN + "><si>" + String.join("</si><si>", items) + "</si></sst>");
        return this;
    }

    RawWorkbook since1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    RawWorkbook part(String name, String xml) {
        parts.put(name, xml);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes);
        return bytes.toByteArray();
    }

    void write(OutputStream to) {
        StringBuilder related = new StringBuilder();
        for (int i = 0; i < links.size(); i++) {
            String[] link = links.get(i).split(" ", -1);
            related.append("<Relationship Id=\"rId")
                    .append(i + 1)
                    .append("\" Type=\"")
                    .append(RELATED);
            related.append(link[0]).append("\" Target=\"").append(link[1]).append("\"/>");
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "_rels/.rels",
                relationships("<Relationship Id=\"rId1\" Type=\"" + RELATED
                        + "officeDocument\" Target=\"xl/workbook.xml\"/>"));
        all.put(
                "xl/workbook.xml",
                HEAD + "<workbook " + MAIN + " xmlns:r=\""
                        + RELATED.substring(0, RELATED.length() - 1) + "\">" + properties + "<sheets>" + sheets
                        + "</sheets><extLst><ext><x14:workbookPr xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\"/>"
                        + "</ext></extLst></workbook>");
        all.put("xl/_rels/workbook.xml.rels", relationships(related.toString()));
        all.putAll(parts);
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            for (Map.Entry<String, String> part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String relationships(String links) {
        return HEAD + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + links
                + "</Relationships>";
    }
}
