package dev.weir.contracts.catalogue;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A folder that a server of the web answers for.
 *
 * @param address such as {@code https://data.example.org/warehouse/}; ends with a slash
 */
public record WebFolder(String address) {

    private static final int MOST_PORTS = 65_535;

    public WebFolder {
        if (!address.endsWith("/")) {
            throw new IllegalArgumentException("The address of a folder ends with /, and '" + address + "' does not");
        }
    }

    /** What people wrote, with or without its last slash; empty where it is no plain address of the web, has a query, or a step back. */
    public static Optional<WebFolder> parse(String written) {
        return isPlain(written)
                ? Optional.of(new WebFolder(written.endsWith("/") ? written : written + "/"))
                : Optional.empty();
    }

    private static boolean isPlain(String written) {
        URI uri;
        try {
            uri = URI.create(written);
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean isOfTheWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        return isOfTheWeb
                && uri.getHost() != null
                && uri.getPort() <= MOST_PORTS
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.normalize().toASCIIString().equals(written);
    }

    /**
     * The address of a file below it.
     *
     * @param path relative, with slashes, as the file system has it
     */
    public String file(String path) {
        return address
                + Arrays.stream(path.split("/", -1)).map(WebFolder::encoded).collect(Collectors.joining("/"));
    }

    /** A name as a segment of an address: percent-encoded as UTF-8 (RFC 3986). */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
