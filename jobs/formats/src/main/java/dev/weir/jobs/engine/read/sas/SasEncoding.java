package dev.weir.jobs.engine.read.sas;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The encodings that the header of a data set names by a number. Source: SAS 9.4 National Language Support, encoding values. */
final class SasEncoding {

    private static final Map<Integer, String> NAMES = new HashMap<>();

    static {
        names(20, "UTF-8");
        names(28, "US-ASCII", "ISO-8859-1", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6");
        names(35, "ISO-8859-7", "ISO-8859-8", "ISO-8859-9");
        names(40, "ISO-8859-15", "IBM437", "IBM850", "IBM852", "IBM857", "IBM00858", "IBM862", "IBM864", "IBM865");
        names(49, "IBM866", "IBM869", "x-IBM874");
        names(60, "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255");
        names(66, "windows-1256", "windows-1257", "windows-1258");
        names(118, "x-windows-950", "x-EUC-TW");
        names(123, "Big5");
        names(125, "GB18030", "GBK"); // what SAS calls euc-cn is a part of GB18030
        names(134, "EUC-JP");
        names(136, "x-windows-949");
        names(138, "windows-31j");
        names(140, "EUC-KR");
        names(205, "GB18030");
        names(242, "ISO-8859-13");
    }

    private SasEncoding() {}

    private static void names(int first, String... names) {
        for (int i = 0; i < names.length; i++) {
            NAMES.put(first + i, names[i]);
        }
    }

    /** The character set of a number; empty where it names none, or one that Java lacks. */
    static Optional<Charset> of(int number) {
        return Optional.ofNullable(NAMES.get(number))
                .filter(Charset::isSupported)
                .map(Charset::forName);
    }
}
