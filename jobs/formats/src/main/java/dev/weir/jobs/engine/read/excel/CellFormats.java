package dev.weir.jobs.engine.read.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The number formats of a workbook's cells, by the number in a cell. */
final class CellFormats {
    private static final int MOST = 1 << 17;

    private final List<NumberFormat> formats;

    /** @param formats none of a workbook without formats: plain ones */
    CellFormats(List<NumberFormat> formats) {
        this.formats = formats;
    }

    /** By its part of styles. */
    static CellFormats of(PartXml xml) throws IOException {
        Map<Integer, NumberFormat> written = new HashMap<>();
        List<NumberFormat> formats = new ArrayList<>();
        boolean ofCells = false;
        while (xml.next()) {
            if (xml.begins("dxfs") || xml.begins("extLst")) {
                xml.skip(); // formats of other things than cells
            } else if (xml.begins("numFmt")) {
                written.put(xml.number("numFmtId"), NumberFormat.of(xml.required("formatCode")));
            } else if (xml.begins("cellXfs") || xml.ends("cellXfs")) {
                ofCells = xml.isBeginning();
            } else if (ofCells && xml.begins("xf")) {
                int id = xml.attribute("numFmtId") == null ? 0 : xml.number("numFmtId");
                NumberFormat format = written.get(id);
                formats.add(format == null ? NumberFormat.builtIn(id) : format);
                if (formats.size() > MOST) {
                    throw xml.damaged("there are too many formats");
                }
            }
        }
        return new CellFormats(formats);
    }

    /** The format of a cell; a number that the workbook does not explain is a damage. */
    NumberFormat of(int style) throws WorkbookFormatException {
        if (style < formats.size()) {
            return formats.get(style);
        }
        if (formats.isEmpty()) {
            return NumberFormat.PLAIN;
        }
        throw WorkbookFormatException.damaged("a cell has a format that the workbook lacks");
    }
}
