package dev.weir.lineage.sending;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of profiles and destinations as names of files. */
final class FileName {

    private FileName() {}

    /** Two names give two files, and none gives a hidden one or one in another folder. */
    static String of(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }

    /** The name that a file was named for; one that a person has made has its own. */
    static String name(String file) {
        try {
            return URLDecoder.decode(file, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return file;
        }
    }
}
