package dev.weir.contracts.read.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code format}s of ODCS that a value can be checked against. */
final class OdcsFormats {

    private static final Map<String, String> RANGES = Map.of(
            "i8", "-128 AND 127",
            "i16", "-32768 AND 32767",
            "i32", "-2147483648 AND 2147483647",
            "u8", "0 AND 255",
            "u16", "0 AND 65535",
            "u32", "0 AND 4294967295");

    private OdcsFormats() {}

    static List<String> names() {
        return List.of("email", "uuid", "uri", "hostname", "ipv4", "ipv6", "byte");
    }

    /** The least and greatest value of an integer format, as {@code BETWEEN} has them; empty when every value fits. */
    static Optional<String> range(String format) {
        return Optional.ofNullable(RANGES.get(format));
    }

    /** A regular expression that the whole of a text of the format matches. */
    static Optional<String> pattern(String format) {
        return switch (format) {
            case "email" -> Optional.of("[^@\\s]+@[^@\\s.]+(?:\\.[^@\\s.]+)+");
            case "uuid" -> Optional.of("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
            case "uri" -> Optional.of("[A-Za-z][A-Za-z0-9+.-]*:\\S+"); // RFC 3986, 3
            case "hostname" -> Optional.of("(?=.{1,253}\\z)" + LABEL + "(?:\\." + LABEL + ")*"); // RFC 1123, 2.1
            case "ipv4" -> Optional.of(OCTET + "(?:\\." + OCTET + "){3}");
            case "ipv6" -> Optional.of(ipv6());
            case "byte" -> Optional.of("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"); // RFC 4648, 4
            default -> Optional.empty();
        };
    }

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    /** RFC 4291, 2.2: eight groups, or fewer around one '::'. */
    private static String ipv6() {
        String group = "[0-9a-fA-F]{1,4}";
        StringBuilder pattern = new StringBuilder("(?:" + group + ":){7}" + group + "|(?:" + group + ":){1,7}:");
        for (int before = 6; before >= 1; before--) {
            pattern.append("|(?:").append(group).append(":){1,").append(before).append('}');
            pattern.append("(?::")
                    .append(group)
                    .append("){1,")
                    .append(7 - before)
                    .append('}');
        }
        return pattern.append("|:(?:(?::").append(group).append("){1,7}|:)").toString();
    }
}
