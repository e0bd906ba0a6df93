-- One signature a request, each from another address, of a thousand domains: what is counted by domain would be counted among all.
local digest, opened, seed, n = "", "", "", 0

function init(args)
  digest, opened = args[1]:match("(%S+) (%S+)")
  seed = args[2]
end

function request()
  n = n + 1
  local body = "edition=" .. digest .. "&opened=" .. opened .. "&name=Ana+Prueba&email=b" .. seed .. "-" .. n .. "%40signers" .. n % 1000 .. ".example"
    .. "&city=Fresno&country=US&state=CA&postal_code=93701&listing=initial"
  return wrk.format("POST", nil, { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end
