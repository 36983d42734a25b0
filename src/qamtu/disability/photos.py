"""A photo from a phone, made fit for the catalogue: small, and without its hidden data."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from .catalogue import OfferRefused

LARGEST = 12 * 1024 * 1024  # bytes of a file
MOST_PIXELS = 50_000_000
WIDEST = 1200  # pixels of the longer side, afterwards
MEDIA_TYPE = "image/jpeg"


def fit_for_the_catalogue(content: bytes) -> bytes:
    """The photo as JPEG, turned upright; where it was taken is not kept. Raises `OfferRefused`."""
    if len(content) > LARGEST:
        raise OfferRefused("photo-large", most=LARGEST // 1024 // 1024)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise OfferRefused("photo-large", most=LARGEST // 1024 // 1024)
                upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as problem:
        raise OfferRefused("photo-unreadable") from problem
    upright.thumbnail((WIDEST, WIDEST))
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright.getchannel("A"))
    made = io.BytesIO()
    ground.save(made, "JPEG", quality=82, optimize=True)
    return made.getvalue()
