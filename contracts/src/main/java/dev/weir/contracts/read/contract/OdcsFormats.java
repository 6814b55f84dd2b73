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
            case "email" -> Optional.of(MailAddress.PATTERN);
            case "uuid" -> Optional.of("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"); // RFC 9562, 4
            case "uri" -> Optional.of(UriGrammar.URI);
            case "hostname" -> Optional.of("(?=.{1,253}\\z)" + LABEL + "(?:\\." + LABEL + ")*"); // RFC 1123, 2.1
            case "ipv4" -> Optional.of(IpAddress.V4);
            case "ipv6" -> Optional.of(IpAddress.V6);
            case "byte" -> Optional.of("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"); // RFC 4648, 4
            default -> Optional.empty();
        };
    }

    /** Of a host's name. */
    static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
}
