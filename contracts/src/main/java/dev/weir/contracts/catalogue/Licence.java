package dev.weir.contracts.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * A licence that data are given under, of the SPDX licence list, with its address and its name in the EU's vocabulary of licences
 * ({@code http://publications.europa.eu/resource/authority/licence}), which DCAT-AP asks for. Terms of one's own have an address.
 *
 * @param spdx its SPDX identifier
 * @param url of its text
 * @param authority the last part of its IRI in the EU's vocabulary; empty where that has none
 */
public record Licence(String spdx, String url, Optional<String> authority) {

    /** Licences that are made for data, or are given to data often. */
    public static final List<Licence> KNOWN = List.of(
            cc("CC-BY-4.0", "by/4.0", "CC_BY_4_0"),
            cc("CC-BY-SA-4.0", "by-sa/4.0", "CC_BYSA_4_0"),
            cc("CC-BY-ND-4.0", "by-nd/4.0", "CC_BYND_4_0"),
            cc("CC-BY-NC-4.0", "by-nc/4.0", "CC_BYNC_4_0"),
            cc("CC-BY-NC-SA-4.0", "by-nc-sa/4.0", "CC_BYNCSA_4_0"),
            cc("CC-BY-NC-ND-4.0", "by-nc-nd/4.0", "CC_BYNCND_4_0"),
            new Licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/", Optional.of("CC0")),
            open("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/", "ODC_BL"),
            open("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/", "ODC_BY"),
            open("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/", "ODC_PDDL"),
            open("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0", "APACHE_2_0"),
            new Licence("MIT", "https://opensource.org/license/mit", Optional.empty()),
            new Licence("MulanPSL-2.0", "http://license.coscl.org.cn/MulanPSL2", Optional.empty()));

    private static Licence cc(String spdx, String path, String authority) {
        return open(spdx, "https://creativecommons.org/licenses/" + path + "/", authority);
    }

    private static Licence open(String spdx, String url, String authority) {
        return new Licence(spdx, url, Optional.of(authority));
    }

    /** The one of that SPDX identifier. */
    public static Optional<Licence> of(String spdx) {
        return KNOWN.stream().filter(known -> known.spdx.equals(spdx)).findFirst();
    }

    /** The address of the terms that people wrote: of a known licence its text's. */
    public static String address(String written) {
        return of(written).map(Licence::url).orElse(written);
    }

    /** Whether a text names one: by its identifier, or terms by their address. */
    public static boolean isWritten(String text) {
        return of(text).isPresent() || isAddress(text);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
